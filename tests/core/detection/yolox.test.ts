import { expect, test } from 'vitest';
import { cellsOf } from '#core/detection/grids.ts';
import type { YoloxHead } from '#core/detection/yolox.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 64, height: 32 }, classes: 2 };
const head: YoloxHead = { decoder: 'yolox', name: 'output', strides: [8, 16], scoreThreshold: 0.1, nmsIou: 0.45 };

test('counts the cells of all grids', () => {
  expect(cellsOf({ width: 416, height: 416 }, [8, 16, 32])).toBe(3549);
  expect(cellsOf(network.input, head.strides)).toBe(8 * 4 + 4 * 2);
});

test('a cell speaks of its own place in its own units', () => {
  const output = new Float32Array(40 * 7);
  // Row 1, column 2 of the second grid, cells of 16 px: centre half a cell in, one cell wide, e cells high.
  output.set([0.5, 0.5, 0, 1, 0.8, 0.25, 0.5], (32 + 4 + 2) * 7);
  const [one, ...others] = decoded(head, network, output);
  expect(others).toEqual([]);
  const [x0, y0, x1, y1, score, classId] = one!;
  expect([x0, x1, score, classId]).toEqual([32, 48, Math.fround(Math.fround(0.8) * 0.5), 1]);
  expect(y0).toBeCloseTo(24 - 8 * Math.E, 4);
  expect(y1).toBeCloseTo(24 + 8 * Math.E, 4);
});

test('what is not above the threshold is left out', () => {
  const output = new Float32Array(40 * 7);
  output.set([0, 0, 0, 0, 0.5, 0.25, 0], 0);
  output.set([0, 0, 0, 0, 0.125, 1, 1], 7);
  expect(decoded({ ...head, scoreThreshold: 0.125 }, network, output)).toEqual([]);
  expect(decoded({ ...head, scoreThreshold: 0.12 }, network, output)).toHaveLength(2);
});
