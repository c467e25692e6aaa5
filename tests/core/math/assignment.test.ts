import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, assignLeast, assignWithin } from '#core/math/assignment.ts';

/** Tries every way to give rows columns; a row left single costs `limit`. */
function leastCost(cost: readonly (readonly number[])[], limit: number, row = 0, taken = 0): number {
  const line = cost[row];
  if (!line) return 0;
  let least = limit + leastCost(cost, limit, row + 1, taken);
  line.forEach((entry, c) => {
    if (taken & (1 << c) || entry >= limit) return;
    least = Math.min(least, entry + leastCost(cost, limit, row + 1, taken | (1 << c)));
  });
  return least;
}

const transpose = (cost: readonly (readonly number[])[]) => cost[0]!.map((_, c) => cost.map((line) => line[c]!));

const matrix = (entry: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, cols]) =>
      fc.array(fc.array(entry, { minLength: cols, maxLength: cols }), { minLength: rows, maxLength: rows }),
    );
/** Few different values, so that most matrices have ties. */
const tied = matrix(fc.integer({ min: -2, max: 4 }));
const real = matrix(fc.double({ min: -1, max: 1, noNaN: true }));

/** Asserts that no column is used twice, and sums what was matched. */
function paid(cost: readonly (readonly number[])[], colOf: ArrayLike<number>, single: number): number {
  const used = Array.from(colOf).filter((c) => c >= 0);
  expect(new Set(used).size).toBe(used.length);
  return cost.reduce((sum, line, r) => sum + (colOf[r]! < 0 ? single : line[colOf[r]!]!), 0);
}

function within(cost: readonly (readonly number[])[], limit: number): number[] {
  return [
    ...assignWithin({ entries: Float64Array.from(cost.flat()), rows: cost.length, cols: cost[0]!.length, limit }),
  ];
}

describe('assign', () => {
  test.each([
    ['ties', tied],
    ['real costs', real],
  ])('costs what the best of all assignments costs, whichever side is longer: %s', (_, costs) => {
    fc.assert(
      fc.property(costs, (cost) => {
        const wide = cost.length <= cost[0]!.length ? cost : transpose(cost);
        // High enough that staying single never pays, low enough to subtract without loss.
        const best = leastCost(wide, 1024);
        const colOf = assign(cost);
        expect(colOf.filter((c) => c >= 0)).toHaveLength(wide.length);
        expect(paid(cost, colOf, 0)).toBeCloseTo(best, 9);
      }),
      { numRuns: 400 },
    );
  });

  test('nobody to assign', () => {
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([-1, -1]);
  });

  test('of the products i·j the sum is least when the largest goes with the smallest', () => {
    const cost = Array.from({ length: 10 }, (_, r) => Array.from({ length: 10 }, (_, c) => (r + 1) * (c + 1)));
    expect(assign(cost)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });
});

describe('ties fall as in SciPy 1.17, which TrackEval and the authors of the trackers go on from', () => {
  test.each([
    ['equal rows, where one way is cheaper only by rounding', 2, 2, [-0.5, -0.6, -0.5, -0.6], [0, 1]],
    ['all the same', 3, 3, Array<number>(9).fill(0.3), [0, 1, 2]],
    ['all the same, and a column too many', 2, 3, Array<number>(6).fill(-0.5), [0, 1]],
    ['all the same, and a row too many', 3, 2, Array<number>(6).fill(-1), [0, 1, -1]],
  ])('%s', (_, rows, cols, cost, colOf) => {
    expect([...assignLeast(Float64Array.from(cost), rows, cols)]).toEqual(colOf);
  });
});

test.each([
  ['ties', tied],
  ['real costs', real],
])('assignLeast: who only knows what a pair costs at least finds the same assignment: %s', (_, costs) => {
  fc.assert(
    fc.property(costs, fc.infiniteStream(fc.nat({ max: 2 })), (cost, less) => {
      const [rows, cols, exact] = [cost.length, cost[0]!.length, Float64Array.from(cost.flat())];
      const bound = exact.map((entry) => entry - less.next().value!);
      const found = assignLeast(bound, rows, cols, (to, at, r, c) => (to[at] = cost[r]![c]!));
      expect(found).toEqual(assignLeast(exact, rows, cols));
    }),
    { numRuns: 1000 },
  );
});

describe('assignWithin', () => {
  test.each([
    ['ties', tied],
    ['real costs', real],
  ])('costs what the best of all partial assignments costs: %s', (_, costs) => {
    fc.assert(
      fc.property(costs, fc.constantFrom(-1, 0, 0.5, 1, 3), (cost, limit) => {
        expect(paid(cost, within(cost, limit), limit)).toBeCloseTo(leastCost(cost, limit), 9);
      }),
      { numRuns: 1000 },
    );
  });

  test('never matches a pair at the limit or above it', () => {
    fc.assert(
      fc.property(tied, fc.integer({ min: -2, max: 4 }), (cost, limit) => {
        within(cost, limit).forEach((c, r) => {
          if (c >= 0) expect(cost[r]![c]).toBeLessThan(limit);
        });
      }),
    );
  });

  test('a row gives its column up when the two together are then cheaper', () => {
    const cost = [
      [0.1, 0.2],
      [0.1, 0.9],
    ];
    expect(within(cost, 0.8)).toEqual([1, 0]);
    // At 0.15 the first row has no second choice; one of the two stays single.
    expect(within(cost, 0.15).filter((c) => c === 0)).toHaveLength(1);
  });

  test('all forbidden: all single', () => {
    const entries = new Float64Array(12).fill(1);
    expect([...assignWithin({ entries, rows: 4, cols: 3, limit: 1 })]).toEqual([-1, -1, -1, -1]);
  });
});
