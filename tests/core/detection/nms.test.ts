import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import { suppress } from '#core/detection/nms.ts';
import { iou } from '#core/geometry/box.ts';

const coordinate = fc.integer({ min: 0, max: 60 });
const detection: fc.Arbitrary<Detection> = fc
  .tuple(coordinate, coordinate, coordinate, coordinate, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 2 }))
  .map(([x, y, w, h, score, classId]) => ({ box: { x0: x, y0: y, x1: x + w, y1: y + h }, score, classId }));
const many = fc.array(detection, { maxLength: 30 });
const limit = fc.double({ min: 0.05, max: 0.95, noNaN: true });

test('whatever stays overlaps no better one of its class by more than the limit, and everything else does', () => {
  fc.assert(
    fc.property(many, limit, (all, most) => {
      const kept = suppress(all, most);
      const rivals = (one: Detection) =>
        kept.filter((other) => other !== one && other.classId === one.classId && iou(other.box, one.box) > most);
      for (const one of kept) expect(rivals(one)).toEqual([]);
      for (const one of all) {
        if (!kept.includes(one)) expect(rivals(one).some(({ score }) => score >= one.score)).toBe(true);
      }
    }),
  );
});

test('the best of all always stays, and comes first', () => {
  fc.assert(
    fc.property(many, limit, (all, most) => {
      const scores = suppress(all, most).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      if (all.length > 0) expect(scores[0]).toBe(Math.max(...all.map(({ score }) => score)));
    }),
  );
});

test('suppressing twice is suppressing once', () => {
  fc.assert(
    fc.property(many, limit, (all, most) => {
      expect(suppress(suppress(all, most), most)).toEqual(suppress(all, most));
    }),
  );
});

test('a chair does not hide the person on it', () => {
  const box = { x0: 0, y0: 0, x1: 10, y1: 20 };
  const both = [
    { box, score: 0.9, classId: 56 },
    { box, score: 0.5, classId: 0 },
  ];
  expect(suppress(both, 0.45)).toEqual(both);
});
