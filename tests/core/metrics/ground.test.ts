import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGroundDetected, readGroundTruth } from '#core/metrics/ground-rows.ts';
import { ground } from '#core/metrics/ground.ts';
import { scoreGround } from '#core/metrics/score-ground.ts';

const sumsOf = (truth: string, detected: string, frames: 'detected' | 'all' = 'detected') =>
  scoreGround(readGroundTruth(truth, 'gt.txt'), readGroundDetected(detected, 'out.txt'), 0.025, 0.5, frames);
const score = (...args: Parameters<typeof sumsOf>) => ground.finish(sumsOf(...args));
const bad = (message: string) => expect.objectContaining({ code: 'dataset/malformed', message });

describe('within half a metre, in cells of 2.5 cm', () => {
  test('nearness falls from 1 at the spot to 0 at 20 cells', () => {
    expect(score('0 100 100', '0 100 100')).toEqual({
      MODA: 1,
      MODP: 1,
      precision: 1,
      recall: 1,
      TP: 1,
      FP: 0,
      FN: 0,
    });
    expect(score('0 100 100', '0 103 104').MODP).toBe(0.75);
  });

  test('at exactly 20 cells nobody is found any more', () => {
    expect(score('0 100 100', '0 112 116')).toMatchObject({ TP: 0, FP: 1, FN: 1, MODA: -1, MODP: 0 });
    expect(score('0 100 100', '0 112 115.9')).toMatchObject({ TP: 1, FP: 0, FN: 0 });
  });

  test('cell and radius are what is asked for', () => {
    const [truth, detected] = [readGroundTruth('0 0 0', 'gt.txt'), readGroundDetected('0 3 0', 'out.txt')];
    expect(ground.finish(scoreGround(truth, detected, 0.2, 1)).MODP).toBeCloseTo(0.4, 12);
    expect(ground.finish(scoreGround(truth, detected, 0.4, 1)).TP).toBe(0);
  });
});

describe('matching', () => {
  test('as many as can be are matched, not the nearest pair first', () => {
    expect(score('0 0 0\n0 15 0', '0 10 0\n0 25 0')).toMatchObject({ TP: 2, MODP: 0.5 });
  });

  test('of as many, those nearest together', () => {
    expect(score('0 0 0\n0 10 0', '0 9 0\n0 1 0')).toMatchObject({ TP: 2, MODP: 0.95 });
  });

  test('one detection is one person', () => {
    expect(score('0 0 0\n0 1 0', '0 0 0')).toMatchObject({ TP: 1, FN: 1, FP: 0, recall: 0.5, precision: 1, MODA: 0.5 });
  });

  test('frames do not see each other', () => {
    expect(score('0 0 0\n5 0 0', '0 900 0\n5 0 0')).toMatchObject({ TP: 1, FN: 1, FP: 1, MODA: 0 });
  });
});

describe('frames', () => {
  const truth = '0 0 0\n5 0 0\n5 99 0\n10 0 0';

  test('are those of the detections: people in a frame without any are not missed, as MVDet does', () => {
    expect(sumsOf(truth, '0 0 0\n10 0 0')).toMatchObject({ TP: 2, FN: 0, leftOut: 1 });
  });

  test('or all, if asked for', () => {
    expect(sumsOf(truth, '0 0 0\n10 0 0', 'all')).toMatchObject({ TP: 2, FN: 2, leftOut: 0 });
  });

  test('what is detected in a frame without people is wrong', () => {
    expect(score('0 0 0', '0 0 0\n7 0 0\n7 5 5')).toMatchObject({ TP: 1, FP: 2, MODA: -1, precision: 1 / 3 });
  });
});

test('nobody is where somebody is detected: all is 0', () => {
  expect(ground.finish(sumsOf('3 0 0', '4 0 0'))).toEqual({
    MODA: 0,
    MODP: 0,
    precision: 0,
    recall: 0,
    TP: 0,
    FP: 1,
    FN: 0,
  });
});

test('parts together score as the whole, and MODA and MODP are at most 1', () => {
  const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 30 });
  const text = (all: readonly (readonly number[])[]) => all.map((row) => row.join(' ')).join('\n');
  fc.assert(
    fc.property(rows, rows, (truth, detected) => {
      const whole = sumsOf(text(truth), text(detected), 'all');
      const { MODA, MODP, TP } = ground.finish(whole);
      expect(Math.max(MODA, MODP)).toBeLessThanOrEqual(1);
      expect(TP + whole.FN).toBe(truth.length);
      const moved = detected.map(([frame, x, y]) => [frame + 4, x, y]);
      const twice = sumsOf(
        text([...truth, ...truth.map(([f, x, y]) => [f + 4, x, y])]),
        text([...detected, ...moved]),
        'all',
      );
      const added = ground.combine([whole, whole]);
      expect({ ...twice, nearness: 0 }).toEqual({ ...added, nearness: 0 });
      expect(twice.nearness).toBeCloseTo(added.nearness, 9);
    }),
  );
});

describe('is refused', () => {
  test.each([
    [
      'an empty file',
      '\n',
      'gt.txt:1 is not a position on the grid: the file is empty; expected ground truth, a row a person',
    ],
    [
      'a MOT file',
      '1,1,0,0,20,40,1',
      'gt.txt:1 is not a position on the grid: it has 7 columns; expected 3: frame, gx, gy',
    ],
    ['NaN', '0 1 2\r\n0 NaN 2', 'gt.txt:2 is not a position on the grid: column 2 (gx) is “NaN”; expected a number'],
    [
      'a frame below 0',
      '-1 1 2',
      'gt.txt:1 is not a position on the grid: column 1 (frame) is “-1”; expected a whole number from 0',
    ],
  ])('%s', (_, text, message) => {
    expect(() => readGroundTruth(text, 'gt.txt')).toThrow(bad(message));
  });
});
