import { expect, test } from 'vitest';
import type { FastestdetHead } from '#core/detection/fastestdet.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 64, height: 32 }, classes: 2 };
const head: FastestdetHead = { decoder: 'fastestdet', name: 'out', stride: 16, scoreThreshold: 0.1, nmsIou: 0.45 };
/** Line 1, column 2 of a grid of 4 × 2. */
const cell = 6;

function map(values: readonly number[]): Float32Array {
  const output = new Float32Array(7 * 8);
  for (const [field, value] of values.entries()) output[field * 8 + cell] = value;
  return output;
}

test('a cell says its centre in cells and its size in parts of the picture', () => {
  // tanh(0.5493) = 0.5, sigmoid(ln 3) = 0.75; 0.5^0.6 · 0.25^0.4 = 2^-1.4.
  const [row, ...others] = decoded(
    head,
    network,
    map([0.5, Math.atanh(0.5), -Math.atanh(0.5), Math.log(3), 0, 0, 0.25]),
  );
  expect(others).toEqual([]);
  const expected = [40 - 24, 8 - 8, 40 + 24, 8 + 8, 2 ** -1.4, 1];
  for (const [i, value] of expected.entries()) expect(row![i]).toBeCloseTo(value, 5);
});

test('an unlikely class is found where the cell is sure that there is something', () => {
  expect(decoded(head, network, map([1, 0, 0, 0, 0, 0.01, 0]))).toHaveLength(1); // 0.01^0.4 = 0.158
  expect(decoded(head, network, map([0.5, 0, 0, 0, 0, 0.01, 0]))).toHaveLength(1); // 0.104
  expect(decoded(head, network, map([0.4, 0, 0, 0, 0, 0.01, 0]))).toEqual([]); // 0.091
});
