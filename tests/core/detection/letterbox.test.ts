import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxInFrame, letterbox } from '#core/detection/letterbox.ts';

const input = { width: 416, height: 416 };
const side = fc.integer({ min: 1, max: 4000 });
const rules = fc.record({
  fit: fc.constantFrom('letterbox' as const, 'stretch' as const),
  anchor: fc.constantFrom('top-left' as const, 'centre' as const),
});

test('a 640 × 360 frame fills the upper 234 lines of 416', () => {
  expect(letterbox({ width: 640, height: 360 }, input, { fit: 'letterbox', anchor: 'top-left' })).toEqual({
    width: 416,
    height: 234,
    left: 0,
    top: 0,
    scaleX: 0.65,
    scaleY: 0.65,
  });
});

test('the picture always lies within the input', () => {
  fc.assert(
    fc.property(side, side, rules, (width, height, how) => {
      const box = letterbox({ width, height }, input, how);
      expect(Math.min(box.left, box.top, box.width - 1, box.height - 1)).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(input.width);
      expect(box.top + box.height).toBeLessThanOrEqual(input.height);
    }),
  );
});

test('a box finds back to the frame it came from', () => {
  fc.assert(
    fc.property(side, side, rules, fc.tuple(side, side, side, side), (width, height, how, [x0, y0, x1, y1]) => {
      const lies = letterbox({ width, height }, input, how);
      const inside = (x: number, y: number) => [x * lies.scaleX + lies.left, y * lies.scaleY + lies.top] as const;
      const [[a, b], [c, d]] = [inside(x0, y0), inside(x1, y1)];
      const back = boxInFrame({ x0: a, y0: b, x1: c, y1: d }, lies);
      expect(back.x0).toBeCloseTo(x0, 1);
      expect(back.y0).toBeCloseTo(y0, 1);
      expect(back.x1).toBeCloseTo(x1, 1);
      expect(back.y1).toBeCloseTo(y1, 1);
      expect(back.x0).toBe(Math.fround(back.x0));
    }),
  );
});
