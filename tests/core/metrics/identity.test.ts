import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, assign } from '#core/math/assignment.ts';
import { lengths } from '#core/metrics/entries.ts';
import { identity } from '#core/metrics/identity.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';
import { type Frame, anyFrames, followed, letters, sequence } from '../../support/sequences.ts';

const score = (scored: ScoredSequence) => identity.finish(identity.score(scored));

test('a similarity of a half counts, a hair less does not, where CLEAR allows for rounding', () => {
  expect(score(followed('a', 0.5)).IDF1).toBe(1);
  expect(score(followed('a', 0.5 - 1e-16)).IDF1).toBe(0);
});

describe('every name stands for one identity, over the whole sequence', () => {
  test('of two names the longer one counts', () => {
    expect(identity.score(followed('aaabb'))).toEqual({ IDTP: 3, IDFN: 2, IDFP: 2 });
    expect(score(followed('aaabb')).IDF1).toBe(0.6);
  });

  test('of two identities under one name the longer one counts', () => {
    const frames = letters('AAAB').map((id): Frame => [id, 'a', { [`${id}a`]: 1 }]);
    expect(identity.score(sequence(frames))).toEqual({ IDTP: 3, IDFN: 1, IDFP: 1 });
  });

  test('the names are given so that most frames are right in all, not the most of one', () => {
    const frame = (n: number, similar: Record<string, number>) => Array<Frame>(n).fill(['AB', 'ab', similar]);
    const frames = [...frame(3, { Aa: 1 }), ...frame(2, { Ab: 1 }), ...frame(2, { Ba: 1 })];
    expect(identity.score(sequence(frames)).IDTP).toBe(4);
  });

  test('a frame may speak for two names at once, though only one can be given', () => {
    const both: Frame = ['A', 'ab', { Aa: 0.9, Ab: 0.5 }];
    expect(identity.score(sequence([both, both, ['A', 'b', { Ab: 0.5 }]]))).toEqual({ IDTP: 3, IDFN: 0, IDFP: 2 });
  });
});

test.each<[string, Frame[], object]>([
  ['nothing is tracked', [['AB', '']], { IDTP: 0, IDFN: 2, IDFP: 0 }],
  ['nothing is there', [['', 'ab']], { IDTP: 0, IDFN: 0, IDFP: 2 }],
  ['neither', [['', '']], { IDTP: 0, IDFN: 0, IDFP: 0 }],
])('%s: all three figures are 0', (_, frames, sums) => {
  expect(identity.score(sequence(frames))).toEqual(sums);
  expect(score(sequence(frames))).toEqual({ IDF1: 0, IDR: 0, IDP: 0 });
});

test('sequences together: a name of one is not the same name of another', () => {
  const sums = [followed('aa'), followed('ab')].map((one) => identity.score(one));
  expect(identity.combine(sums)).toEqual({ IDTP: 3, IDFN: 1, IDFP: 1 });
});

test('as cheap as the assignment of the paper, where each identity may also stay alone', () => {
  fc.assert(
    fc.property(anyFrames, (frames) => {
      const scored = sequence(frames);
      expect(identity.score(scored).IDTP).toBe(papersIdtp(scored));
    }),
  );
});

/** The square matrix of Ristani et al., §4: a pair costs the frames either spends without the other. */
function papersIdtp({ truth, tracked, pairs, idPairs }: ScoredSequence): number {
  const together = new Map<string, number>();
  pairs.similarity.forEach((similarity, p) => {
    const key = `${idPairs.truth[idPairs.of[p]!]} ${idPairs.tracked[idPairs.of[p]!]}`;
    if (similarity >= 0.5) together.set(key, (together.get(key) ?? 0) + 1);
  });
  const [g, t] = [lengths(truth), lengths(tracked)];
  const size = g.length + t.length;
  const cost = Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (__, c) => {
      if (r < g.length && c < t.length) return g[r]! + t[c]! - 2 * (together.get(`${r} ${c}`) ?? 0);
      if (r < g.length) return c - t.length === r ? g[r]! : FORBIDDEN;
      if (c < t.length) return r - g.length === c ? t[c]! : FORBIDDEN;
      return 0;
    }),
  );
  return assign(cost).reduce((sum, c, r) => sum + (together.get(`${r} ${c}`) ?? 0), 0);
}
