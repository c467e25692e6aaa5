import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROW, createCandidates } from '#core/detection/candidates.ts';
import { MOST_CANDIDATES, MOST_DETECTIONS, createSuppression } from '#core/detection/nms.ts';
import { iou } from '#core/geometry/box.ts';

/** x0, y0, x1, y1, score, class. */
type Row = readonly [number, number, number, number, number, number];

function suppressed(rows: readonly Row[], limit: number): Row[] {
  const found = createCandidates();
  found.reset(rows.length);
  for (const row of rows) found.add(...row);
  const kept = createSuppression(limit)(found);
  return Array.from(
    { length: kept.count },
    (_, i) => [...kept.rows.subarray(i * ROW, (i + 1) * ROW)] as unknown as Row,
  );
}

const boxOf = ([x0, y0, x1, y1]: Row) => ({ x0, y0, x1, y1 });

/** The definition, on objects. */
function plainly(rows: readonly Row[], limit: number): Row[] {
  const kept: Row[] = [];
  for (const row of rows.toSorted((a, b) => b[4] - a[4])) {
    if (!kept.some((one) => one[5] === row[5] && iou(boxOf(one), boxOf(row)) > limit)) kept.push(row);
  }
  return kept;
}

const coordinate = fc.float({ min: -20, max: 60, noNaN: true });
const side = fc.oneof(fc.constant(0), fc.float({ min: 0, max: 40, noNaN: true }));
/** Few scores, so that many are equal. */
const score = fc.oneof(fc.constantFrom(0.25, 0.5), fc.float({ min: Math.fround(0.001), max: 1, noNaN: true }));
const row: fc.Arbitrary<Row> = fc
  .tuple(coordinate, coordinate, side, side, score, fc.nat({ max: 2 }))
  .map(([x, y, w, h, likely, classId]) => [x, y, Math.fround(x + w), Math.fround(y + h), likely, classId]);
const many = fc.array(row, { maxLength: 60 });
const limit = fc.double({ min: 0.05, max: 0.95, noNaN: true });

test('gives what the definition gives, in the same order', () => {
  fc.assert(
    fc.property(many, limit, (rows, most) => {
      expect(suppressed(rows, most)).toEqual(plainly(rows, most));
    }),
    { numRuns: 500 },
  );
});

test('suppressing twice is suppressing once', () => {
  fc.assert(
    fc.property(many, limit, (rows, most) => {
      const once = suppressed(rows, most);
      expect(suppressed(once, most)).toEqual(once);
    }),
  );
});

test('a chair does not hide the person on it', () => {
  const both: Row[] = [
    [0, 0, 10, 20, 0.875, 56],
    [0, 0, 10, 20, 0.5, 0],
  ];
  expect(suppressed(both, 0.45)).toEqual(both);
});

test('an overlap of just the limit is no reason to go', () => {
  const half: Row[] = [
    [0, 0, 10, 10, 0.75, 0],
    [0, 0, 5, 10, 0.5, 0],
  ];
  expect(suppressed(half, 0.5)).toEqual(half);
  expect(suppressed(half, 0.49)).toEqual([half[0]]);
});

test('of a crowd too large, the best are looked at and the best stay', () => {
  const apart = Array.from({ length: 2 * MOST_CANDIDATES }, (_, i): Row => [
    20 * i,
    0,
    20 * i + 10,
    10,
    (i + 1) / 4096,
    0,
  ]);
  expect(suppressed(apart, 0.45)).toEqual(apart.toReversed().slice(0, MOST_DETECTIONS));

  // One person in all of the best hides itself: the second person is no longer among those looked at.
  const hidden = Array.from({ length: MOST_CANDIDATES }, (): Row => [0, 0, 10, 10, 0.5, 0]);
  const second: Row = [20, 0, 30, 10, 0.25, 0];
  expect(suppressed([...hidden, second], 0.45)).toEqual([hidden[0]]);
  expect(suppressed([...hidden.slice(1), second], 0.45)).toEqual([hidden[0], second]);
});
