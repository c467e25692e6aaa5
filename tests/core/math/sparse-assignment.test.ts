import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignWithin } from '#core/math/assignment.ts';
import { assignHeaviest } from '#core/math/sparse-assignment.ts';

const weights = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, cols]) =>
  fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -1, max: 4 }), fc.double({ min: 0, max: 9, noNaN: true })), {
      minLength: cols,
      maxLength: cols,
    }),
    { minLength: rows, maxLength: rows },
  ),
);

/** Pairs of a matrix that are not 0. */
function sparse(matrix: readonly (readonly number[])[]) {
  const pairs = matrix.map((line) => line.flatMap((weight, c) => (weight === 0 ? [] : [{ c, weight }])));
  const start = pairs.reduce<number[]>((sums, line) => [...sums, sums.at(-1)! + line.length], [0]);
  const flat = pairs.flat();
  return {
    start: Uint32Array.from(start),
    column: Uint32Array.from(flat, ({ c }) => c),
    weight: Float64Array.from(flat, ({ weight }) => weight),
  };
}

test('as heavy as the heaviest matching of the whole matrix, no row and no column twice, nothing without weight', () => {
  fc.assert(
    fc.property(weights, (matrix) => {
      const [rows, cols] = [matrix.length, matrix[0]!.length];
      const { start, column, weight } = sparse(matrix);
      const pairOf = assignHeaviest(start, column, weight, cols);

      const chosen = [...pairOf].filter((pair) => pair >= 0);
      expect(new Set(chosen.map((pair) => column[pair])).size).toBe(chosen.length);
      pairOf.forEach((pair, r) => expect(pair < 0 || (pair >= start[r]! && pair < start[r + 1]!)).toBe(true));
      chosen.forEach((pair) => expect(weight[pair]).toBeGreaterThan(0));

      const cost = Float64Array.from(matrix.flat(), (value) => -value);
      const within = assignWithin({ entries: cost, rows, cols, limit: 0 });
      const heaviest = within.reduce((sum, c, r) => sum + (c < 0 ? 0 : matrix[r]![c]!), 0);
      expect(chosen.reduce((sum, pair) => sum + weight[pair]!, 0)).toBeCloseTo(heaviest, 9);
    }),
    { numRuns: 1000 },
  );
});

test('nobody to assign', () => {
  expect([...assignHeaviest(new Uint32Array(3), new Uint32Array(0), new Float64Array(0), 0)]).toEqual([-1, -1]);
});

test('a chain of a hundred thousand is no matrix of ten thousand million', () => {
  // Row r may have column r or r + 1, the second at a little more; the last column is there for the last row only.
  const rows = 100_000;
  const start = Uint32Array.from({ length: rows + 1 }, (_, r) => 2 * r);
  const column = Uint32Array.from({ length: 2 * rows }, (_, p) => (p >> 1) + (p & 1));
  const weight = Float64Array.from({ length: 2 * rows }, (_, p) => 1 + (p & 1));
  expect(assignHeaviest(start, column, weight, rows + 1).every((pair, r) => pair === 2 * r + 1)).toBe(true);
});
