import { describe, expect, test } from 'vitest';
import type { Likeness } from '#core/detection/likeness.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type FusionState, createFusion, shoppersOf, stepFusion } from '#core/fusion/fusion.ts';
import { fusionDefaults } from '#core/fusion/parameters.ts';
import { mergeTogether } from '#core/fusion/merge.ts';
import type { Renaming } from '#core/fusion/naming.ts';
import { told } from '#core/fusion/told.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import type { Project } from '#core/planning/project.ts';
import { micros } from '#core/time/micros.ts';
import { type Walker, walkThrough } from '../../support/floor-world.ts';

const plan: Project['plan'] = {
  outline: [
    [0, 0],
    [8, 0],
    [8, 6],
    [0, 6],
  ],
  zones: [],
};
/** Of two people, by their names, and of one: in bytes. */
const [DIFFERENT, SAME] = [168, 88];

/** Everybody who is alone is compared with all before. */
function withLooks(
  sightings: readonly FloorSighting[],
  { different, same } = { different: DIFFERENT, same: SAME },
): readonly FloorSighting[] {
  const seen: string[] = [];
  return sightings.map((sighting) => ({
    ...sighting,
    fixes: sighting.fixes.map((fix) => {
      const name = fix.track.split('-')[1]!;
      const unlike = new Map(seen.map((other, i) => [i + 1, other === name ? same : different]));
      seen.push(name);
      return { ...fix, likeness: { id: seen.length, unlike } satisfies Likeness };
    }),
  }));
}

function follow(sightings: readonly FloorSighting[], from: FusionState = createFusion()): FusionState {
  return sightings.reduce((state, sighting) => stepFusion(state, plan, fusionDefaults, sighting), from);
}

/** Who each shopper is by the tracks they have. */
const namesOf = (state: FusionState) =>
  Object.fromEntries(
    shoppersOf(state, fusionDefaults).map(({ id, tracks }) => [
      id,
      [...new Set(Object.values(tracks).map((track) => track.split('-')[1]))].join('+'),
    ]),
  );

/** Both vanish for six seconds, and come back where the other was: in reach of both, nearer to the other's. */
const changed = (name: string, from: number, to: number): Walker => ({
  name,
  at: (t) => (t < 3 ? [from, 3 + 0.2 * t] : t < 9 ? null : [to, 3.6 - 0.2 * (t - 9)]),
});
const people = [changed('ann', 2.5, 5.5), changed('bob', 5.5, 2.5)];

describe('two who change places where nobody sees them', () => {
  const walk = walkThrough({ walkers: people, cameras: 3, seconds: 12, renames: 3 });

  test('are taken for each other by where they are', () => {
    expect(namesOf(follow(walk))).toEqual({ S1: 'bob', S2: 'ann' });
  });

  test('are told apart by what they look like', () => {
    expect(namesOf(follow(withLooks(walk)))).toEqual({ S1: 'ann', S2: 'bob' });
  });
});

describe('who was mixed up while nobody compared', () => {
  // Looks are known, then nobody compares while both change places, and then somebody does again.
  const walk = walkThrough({ walkers: people, cameras: 3, seconds: 14, renames: 3 });
  const again = 11.5e6;
  const lookingBy = (bytes?: { readonly different: number; readonly same: number }) => {
    const looking = withLooks(walk, bytes).map((sighting, i) =>
      sighting.time > 8.9e6 && sighting.time < again ? walk[i]! : sighting,
    );
    const later = looking.filter(({ time }) => time >= again);
    return { early: follow(looking.filter(({ time }) => time < again)), later };
  };
  const { early, later } = lookingBy();
  const swap: Renaming = { kind: 'swap', shopper: 'S1', other: 'S2', at: micros(9e6) };

  // Both look like the other, and by the stronger evidence each exchange alone is beyond doubt.
  test.each([
    { different: DIFFERENT, same: SAME },
    { different: 176, same: 8 },
    { different: 184, same: 8 },
    { different: 180, same: 0 },
  ])('is told as soon as somebody does ($different, $same)', (bytes) => {
    const { early, later } = lookingBy(bytes);
    expect(namesOf(early)).toEqual({ S1: 'bob', S2: 'ann' });
    expect(namesOf(follow(later.slice(0, 1), early))).toEqual({ S1: 'ann', S2: 'bob' });
    expect(namesOf(follow(later, early))).toEqual({ S1: 'ann', S2: 'bob' });
  });

  test.each(['ann', 'bob'])('keeps every camera’s track where it is when that camera sees only %s', (seen) => {
    const [first] = later;
    const only = { ...first!, fixes: first!.fixes.filter(({ track }) => track.endsWith(seen)) };
    const [before, after] = [early, follow([only], early)].map((state) => state.beliefs.map(({ tracks }) => tracks));
    expect(Object.keys(before![0]!)).toEqual(['cam1', 'cam2', 'cam3']);
    expect(after).toEqual([before![1], before![0]]);
  });

  test('is not exchanged again once a person said so', () => {
    const state = follow(later, told(early, [], swap, early.time));
    expect(namesOf(state)).toEqual({ S1: 'bob', S2: 'ann' });
    for (const { looks } of state.beliefs) expect(looks!.portraits.length).toBeGreaterThan(1);
  });

  test('is told as if nobody had said so when that is taken back', () => {
    const back = told(told(early, [], swap, early.time), [swap], swap, early.time);
    expect(back.beliefs).toEqual(early.beliefs);
    expect(namesOf(follow(later, back))).toEqual({ S1: 'ann', S2: 'bob' });
  });

  test('is known by no portrait of before when one of them is split', () => {
    const split: Renaming = { kind: 'split', shopper: 'S1', at: micros(9e6), as: 'S1.2' };
    const { beliefs, clusters } = told(early, [], split, early.time);
    expect(beliefs.map(({ looks }) => looks === null)).toEqual([true, false]);
    expect(clusters).toEqual([]);
  });
});

test('who was counted twice looks like both', () => {
  const { beliefs, time } = follow(withLooks(walkThrough({ walkers: people, cameras: 3, seconds: 3 })));
  const [older, younger] = beliefs;
  const marked = [older!, { ...younger!, together: { [older!.id]: micros(0) } }];
  const [both] = mergeTogether(marked, time, fusionDefaults).beliefs;
  expect(both!.looks!.portraits).toEqual([...older!.looks!.portraits, ...younger!.looks!.portraits]);
});

test('portraits of those who are followed are wanted, a few of each, and no others', () => {
  const state = follow(withLooks(walkThrough({ walkers: people, cameras: 3, seconds: 3 })));
  const wanted = wantedPortraits(state);
  expect(wanted.size).toBeGreaterThan(2);
  expect(wanted.size).toBeLessThanOrEqual(16);
  for (const { looks } of state.beliefs) for (const { id } of looks?.portraits ?? []) expect(wanted).toContain(id);
});
