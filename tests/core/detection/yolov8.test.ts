import { expect, test } from 'vitest';
import type { Yolov8Head } from '#core/detection/yolov8.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 640, height: 640 }, classes: 3 };
const head: Yolov8Head = {
  decoder: 'yolov8',
  name: 'output0',
  order: 'fields-first',
  scoreThreshold: 0.25,
  nmsIou: 0.45,
};

/** Four cells of x, y, w, h, three scores. */
const cells = [
  [320, 240, 100, 200, 0.125, 0.875, 0.25],
  [10, 20, 40, 60, 0.5, 0.5, 0.5],
  [0, 0, 10, 10, 0.25, 0, 0],
  [600, 600, 8, 4, 0, 0, 0.75],
];
const rows = [
  [270, 140, 370, 340, 0.875, 1],
  [-10, -10, 30, 50, 0.5, 0],
  [596, 598, 604, 602, 0.75, 2],
];

test('reads [1, fields, cells]', () => {
  const fields = [0, 1, 2, 3, 4, 5, 6].flatMap((field) => cells.map((cell) => cell[field]!));
  expect(decoded(head, network, Float32Array.from(fields))).toEqual(rows);
});

test('reads [1, cells, fields]', () => {
  expect(decoded({ ...head, order: 'cells-first' }, network, Float32Array.from(cells.flat()))).toEqual(rows);
});
