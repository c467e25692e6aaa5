import { expect, test } from 'vitest';
import type { Belief } from '#core/fusion/belief.ts';
import { type Cluster, type Group, clusterOf, groupsOf } from '#core/fusion/clusters.ts';
import type { Fitted } from '#core/fusion/match.ts';
import { fusionDefaults } from '#core/fusion/parameters.ts';
import { beginBelief } from '#core/fusion/see.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { type Micros, micros } from '#core/time/micros.ts';

const time = micros(10e6);
const plan = { outline: [], zones: [] };

function at(id: string, x: number): Belief {
  const fix = { track: id, at: groundPoint(x, 3), cov: [0.01, 0, 0, 0.01] as const, hands: [] };
  return {
    ...beginBelief(id, fix, { source: 'cam1', time, trusted: false, fixes: [] }, plan, fusionDefaults),
    confirmed: true,
  };
}

const [ann, bob, cyd, dan] = [at('S1', 1), at('S2', 1.5), at('S3', 6), at('S4', 6.5)];
const everybody = [ann, bob, cyd, dan];
/** The history in which two are each other. */
const exchange = (a: Belief, b: Belief, cost: number, since: Micros = time): Cluster => ({
  ids: [a.id, b.id],
  rivals: [
    {
      beliefs: [
        { ...a, motion: b.motion },
        { ...b, motion: a.motion },
      ],
      cost,
      since,
    },
  ],
});
const both = [exchange(ann, bob, 1), exchange(cyd, dan, 2)];

function groups(clusters: readonly Cluster[], seen: Readonly<Record<string, readonly number[]>>): readonly Group[] {
  const fix = { track: '1', at: groundPoint(1, 3), cov: [0.01, 0, 0, 0.01] as const, hands: [] };
  const fit = (belief: Belief): Fitted => {
    const { motion: expected } = belief;
    const matches = [0, 1].map((index) =>
      seen[belief.id]?.includes(index) ? { cost: 0, index, fix, place: fix, expected, strayed: false } : null,
    );
    return { belief, own: undefined, matches, after: [] };
  };
  return groupsOf(everybody.map(fit), clusters, 2, fit, time, fusionDefaults);
}

test('two who may be each other at one end of a store multiply no histories at the other', () => {
  const found = groups(both, { S1: [0], S3: [1] });
  expect(found.map(({ members, fixes, ways }) => [members, fixes, ways.length])).toEqual([
    [[0, 1], [0], 2],
    [[2, 3], [1], 2],
  ]);
});

test('a fix that somebody of both may have joins them, with every history of one beside every history of the other', () => {
  const [joined, ...others] = groups(both, { S2: [0], S3: [0] });
  expect(others).toEqual([]);
  expect(joined!.members).toEqual([0, 1, 2, 3]);
  expect(joined!.ways.map(({ cost }) => cost)).toEqual([0, 1, 2, 3]);
  expect(joined!.ways[0]!.people.map(({ belief }) => belief)).toEqual(everybody);
});

test('whoever is nobody’s rival is decided about alone', () => {
  expect(groups([], { S1: [0], S2: [1] }).map(({ members }) => members)).toEqual([[0], [1], [2], [3]]);
});

test('a history that is too old to be believed any more is forgotten', () => {
  const old = exchange(ann, bob, 1, micros(time - fusionDefaults.undecided * 1e6 - 1));
  expect(groups([old], {}).every(({ ways }) => ways.length === 1)).toBe(true);
});

test('of those who were decided about together, who is in one place by all histories is in no doubt', () => {
  const believed = { beliefs: everybody, cost: 0, since: null };
  const rival = {
    beliefs: [{ ...ann, motion: bob.motion }, { ...bob, motion: ann.motion }, cyd, dan],
    cost: 3,
    since: time,
  };
  expect(clusterOf([believed, rival])!.ids).toEqual(['S1', 'S2']);
  expect(clusterOf([believed])).toBeNull();
});

test('a track of whoever is in no doubt any more is nobody else’s in any history', () => {
  const settled = { ...cyd, tracks: { cam1: 'S3', cam2: 'cyd' } };
  const rival = {
    beliefs: [{ ...ann, motion: bob.motion, tracks: { cam1: 'S1', cam2: 'cyd' } }, { ...bob, motion: ann.motion }, cyd],
    cost: 3,
    since: time,
  };
  const { ids, rivals } = clusterOf([{ beliefs: [ann, bob, settled], cost: 0, since: null }, rival])!;
  expect(ids).toEqual(['S1', 'S2']);
  expect(rivals[0]!.beliefs.map(({ tracks }) => tracks)).toEqual([{ cam1: 'S1' }, { cam1: 'S2' }]);
});
