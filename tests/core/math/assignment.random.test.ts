import { expect, test } from 'vitest';
import { assignLeast, assignWithin } from '#core/math/assignment.ts';
import { leastCostFlow } from '../../support/least-cost-flow.ts';
import { mulberry32 } from '../../support/floor-world.ts';

const COUNT = 10_000;

/** What a matrix may be made of. */
const kinds = {
  real: (random: () => number) => random(),
  'mostly ties': (random: () => number) => Math.floor(3 * random()) / 4,
  'overlaps, most of them none': (random: () => number) => (random() < 0.8 ? 1 : random()),
  'all forbidden': () => 1,
  'all the same': () => 0.25,
} as const;

test(`costs what another algorithm finds, over ${COUNT} random matrices of every shape`, () => {
  const random = mulberry32(20_160_402);
  const makers = Object.entries(kinds);
  for (let i = 0; i < COUNT; i++) {
    const [kind, make] = makers[i % makers.length]!;
    const rows = 1 + Math.floor(9 * random());
    const cols = 1 + Math.floor(9 * random());
    const cost = Array.from({ length: rows * cols }, () => make(random));
    const flat = Float64Array.from(cost);
    const what = `matrix ${i}, ${rows} × ${cols}, ${kind}`;

    const within = paid(cost, cols, assignWithin({ entries: flat, rows, cols, limit: 0.75 }));
    const best = leastCostFlow(cost, rows, cols, 0.75);
    // Where leaving single costs as much as matching, there may be more or fewer pairs; the price is the same.
    const price = ({ cost: sum, pairs }: typeof best) => sum + 0.75 * (rows - pairs);
    if (Math.abs(price(within) - price(best)) > 1e-9) expect.fail(`${what}: ${price(within)} for ${price(best)}`);

    const all = paid(cost, cols, assignLeast(flat, rows, cols));
    const least = leastCostFlow(cost, rows, cols, Infinity);
    expect(all.pairs, what).toBe(Math.min(rows, cols));
    if (Math.abs(all.cost - least.cost) > 1e-9) expect.fail(`${what}: ${all.cost} for ${least.cost}`);
  }
});

function paid(cost: readonly number[], cols: number, colOf: Int32Array) {
  const used = colOf.filter((c) => c >= 0);
  if (new Set(used).size < used.length) expect.fail('a column is used twice');
  const sum = colOf.reduce((total, c, r) => total + (c < 0 ? 0 : cost[r * cols + c]!), 0);
  return { cost: sum, pairs: used.length };
}
