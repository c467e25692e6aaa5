import { expect, test } from 'vitest';
import type { NanodetHead } from '#core/detection/nanodet.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 32, height: 32 }, classes: 2 };
const head: NanodetHead = {
  decoder: 'nanodet',
  scores: ['s8', 's16'],
  distances: ['d8', 'd16'],
  strides: [8, 16],
  scoreThreshold: 0.3,
  nmsIou: 0.5,
};

test('a distribution that is sure of one bin puts the side that many cells away from the middle', () => {
  const scores = new Float32Array(4 * 2);
  const distances = new Float32Array(4 * 16);
  // Row 1, column 0 of the grid of 16 px: middle at (8, 24). Bins 0, 1, 2, 3 of left, top, right, bottom.
  scores.set([0.25, 0.75], 2 * 2);
  for (const side of [0, 1, 2, 3]) distances[2 * 16 + side * 4 + side] = 100;
  const found = decoded(head, network, new Float32Array(16 * 2), scores, new Float32Array(16 * 16), distances);
  expect(found).toEqual([[8 - 0, 24 - 16, 8 + 32, 24 + 48, 0.75, 1]]);
});

test('a distribution that does not know puts it at the mean', () => {
  const scores = new Float32Array(16 * 2);
  scores[0] = 0.5;
  const distances = new Float32Array(16 * 16);
  // Left: e⁰ : e¹ : e⁰ : e⁰, so the mean is (e + 2 + 3) / (e + 3). All other sides: 0 + 1 + 2 + 3 over 4.
  distances[1] = 1;
  const [[x0, ...others]] = decoded(head, network, scores, new Float32Array(8), distances, new Float32Array(64)) as [
    number[],
  ];
  expect(x0).toBeCloseTo(4 - (8 * (Math.E + 5)) / (Math.E + 3), 5);
  expect(others).toEqual([4 - 12, 4 + 12, 4 + 12, 0.5, 0]);
});
