import { describe, expect, test } from 'vitest';
import { HOTA_ALPHAS, hota, hotaCurves } from '#core/metrics/hota.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';
import { type Frame, followed, letters, sequence } from '../../support/sequences.ts';

const score = (scored: ScoredSequence) => hota.finish(hota.score(scored));
const curves = (frames: readonly Frame[]) => hotaCurves(hota.score(sequence(frames)));

describe('thresholds', () => {
  test('there are 19 of them, 0.05 apart, and they are the binary fractions NumPy has', () => {
    expect(HOTA_ALPHAS).toHaveLength(19);
    expect(HOTA_ALPHAS[2]).toBe(0.15000000000000002);
    expect(HOTA_ALPHAS[18]).toBe(0.9500000000000001);
  });

  test('a similarity equal to a threshold but for rounding reaches it', () => {
    expect(curves([['A', 'a', { Aa: 0.15 }]]).DetA.slice(0, 4)).toEqual([1, 1, 1, 0]);
    expect(curves([['A', 'a', { Aa: 0.15 - 1e-15 }]]).DetA.slice(0, 4)).toEqual([1, 1, 0, 0]);
  });

  test('a frame is matched once for all of them: nobody is matched anew where the threshold has parted a pair', () => {
    const { DetA } = curves([['AB', 'ab', { Aa: 0.6, Ab: 0.9, Bb: 0.55 }]]);
    expect(DetA.slice(0, 13)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 / 3, 0]);
    expect(DetA.slice(13)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('association', () => {
  test('who goes with whom on the whole decides in a frame where another is closer', () => {
    const together: Frame = ['A', 'a', { Aa: 1 }];
    const { AssA, DetPr } = curves([['A', 'ab', { Aa: 0.6, Ab: 0.7 }], together, together, together]);
    expect(AssA[0]).toBe(1);
    expect(DetPr[0]).toBe(4 / 5);
  });

  test('two names for one identity, half of its life each: AssA and AssRe are a half, AssPr is 1', () => {
    expect(score(followed('aabb'))).toMatchObject({ DetA: 1, AssA: 0.5, AssRe: 0.5, AssPr: 1 });
  });

  test('one name for two identities: AssA and AssPr are a half, AssRe is 1', () => {
    const frames = letters('AABB').map((id): Frame => [id, 'a', { [`${id}a`]: 1 }]);
    expect(score(sequence(frames))).toMatchObject({ DetA: 1, AssA: 0.5, AssRe: 1, AssPr: 0.5 });
  });
});

test('HOTA is the mean of its values over α, not the root of the means of DetA and AssA', () => {
  const [near, far]: [Frame, Frame] = [
    ['A', 'a', { Aa: 0.9 }],
    ['A', 'b', { Ab: 0.2 }],
  ];
  const { HOTA, DetA, AssA } = score(sequence([near, near, far, far]));
  expect(DetA).toBeCloseTo((4 + 14 / 3) / 19, 12);
  expect(AssA).toBeCloseTo((18 * 0.5) / 19, 12);
  expect(HOTA).toBeCloseTo((4 * Math.sqrt(1 / 2) + 14 * Math.sqrt(1 / 6)) / 19, 12);
});

describe('LocA', () => {
  test('is the mean similarity of what is matched', () => {
    expect(
      curves([
        ['A', 'a', { Aa: 0.9 }],
        ['A', 'a', { Aa: 0.5 }],
      ]).LocA[0],
    ).toBeCloseTo(0.7, 12);
  });

  test('is 1 at a threshold that nothing reaches', () => {
    const { LocA } = curves([['A', 'a', { Aa: 0.5 }]]);
    expect([LocA[9], LocA[10]]).toEqual([0.5, 1]);
  });
});

describe('one side only', () => {
  const nothing = { HOTA: 0, DetA: 0, AssA: 0, DetRe: 0, DetPr: 0, AssRe: 0, AssPr: 0, LocA: 1 };
  test.each<[string, Frame[]]>([
    ['nothing is tracked', [['AB', '']]],
    ['nothing is there', [['', 'ab']]],
    ['neither', [['', '']]],
  ])('%s: LocA is 1, all else 0', (_, frames) => {
    expect(score(sequence(frames))).toEqual(nothing);
  });

  test('a frame with nothing tracked costs recall, one with nothing there costs precision', () => {
    const hit: Frame = ['A', 'a', { Aa: 1 }];
    expect(score(sequence([hit, ['A', '']]))).toMatchObject({ DetRe: 0.5, DetPr: 1 });
    expect(score(sequence([hit, ['', 'a']]))).toMatchObject({ DetRe: 1, DetPr: 0.5 });
  });
});

describe('sequences together', () => {
  const combined = (...all: ScoredSequence[]) => hota.finish(hota.combine(all.map((one) => hota.score(one))));

  test('counts are added and the root is taken again: 1 and 0 do not average to a half', () => {
    expect(combined(followed('a'), followed('........')).HOTA).toBeCloseTo(1 / 3, 12);
  });

  test('AssA is weighted by how much was found', () => {
    expect(combined(followed('aa'), followed('aabb')).AssA).toBeCloseTo((2 * 1 + 4 * 0.5) / 6, 12);
  });

  test('no sequence at all scores like an empty one', () => {
    expect(combined()).toEqual(score(sequence([['', '']])));
  });
});
