import { expect, test } from 'vitest';
import { decodeYolox, yoloxRows } from '#core/detection/yolox.ts';

const input = { width: 64, height: 32 };
const head = { strides: [8, 16], scoreThreshold: 0.1 };

test('counts the cells of all grids', () => {
  expect(yoloxRows({ width: 416, height: 416 }, [8, 16, 32])).toBe(3549);
  expect(yoloxRows(input, head.strides)).toBe(8 * 4 + 4 * 2);
});

test('a cell speaks of its own place in its own units', () => {
  const output = new Float32Array(40 * 7);
  // Row 1, column 2 of the second grid, cells of 16 px: centre half a cell in, one cell wide, e cells high.
  output.set([0.5, 0.5, 0, 1, 0.8, 0.25, 0.5], (32 + 4 + 2) * 7);
  const [one, ...others] = decodeYolox(output, 2, input, head);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ classId: 1, score: Math.fround(Math.fround(0.8) * 0.5) });
  expect(one!.box).toMatchObject({ x0: 32, x1: 48 });
  expect(one!.box.y0).toBeCloseTo(24 - 8 * Math.E, 4);
  expect(one!.box.y1).toBeCloseTo(24 + 8 * Math.E, 4);
});

test('what is not above the threshold is left out', () => {
  const output = new Float32Array(40 * 7);
  output.set([0, 0, 0, 0, 0.5, 0.25, 0], 0);
  output.set([0, 0, 0, 0, 0.125, 1, 1], 7);
  expect(decodeYolox(output, 2, input, { ...head, scoreThreshold: 0.125 })).toEqual([]);
  expect(decodeYolox(output, 2, input, { ...head, scoreThreshold: 0.12 })).toHaveLength(2);
});
