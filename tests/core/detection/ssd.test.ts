import { expect, test } from 'vitest';
import type { SsdHead } from '#core/detection/ssd.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 300, height: 200 }, classes: 2 };
const head: SsdHead = {
  decoder: 'ssd',
  boxes: 'boxes',
  corners: 'yxyx',
  scores: 'scores',
  background: false,
  scoreThreshold: 0.3,
  nmsIou: 0.5,
};
const boxes = Float32Array.from([0.25, 0.5, 0.75, 1, 0, 0, 0.5, 0.5, -0.125, 0, 1.125, 1]);
const rows = [
  [150, 50, 300, 150, 0.875, 1],
  [0, -25, 300, 225, 0.5, 0],
];

test('corners are parts of the picture, rows before columns', () => {
  const scores = Float32Array.from([0.125, 0.875, 0.25, 0.125, 0.5, 0]);
  expect(decoded(head, network, boxes, scores)).toEqual(rows);
});

test('a background is no class, however likely', () => {
  const scores = Float32Array.from([0.9, 0.125, 0.875, 1, 0.25, 0.125, 0, 0.5, 0]);
  expect(decoded({ ...head, background: true }, network, boxes, scores)).toEqual(rows);
});

test('corners may come with columns before rows', () => {
  const turned = Float32Array.from([0.5, 0.25, 1, 0.75, 0, 0, 0.5, 0.5, 0, -0.125, 1, 1.125]);
  const scores = Float32Array.from([0.125, 0.875, 0.25, 0.125, 0.5, 0]);
  expect(decoded({ ...head, corners: 'xyxy' }, network, turned, scores)).toEqual(rows);
});
