import { expect, test } from 'vitest';
import { seeded } from '#core/math/seeded.ts';

const draws = (seed: number, n: number) => {
  const next = seeded(seed);
  return Array.from({ length: n }, () => next());
};

test('the same seed gives the same numbers, another one others', () => {
  expect(draws(7, 100)).toEqual(draws(7, 100));
  expect(draws(7, 100)).not.toEqual(draws(8, 100));
});

test('all tenths of [0, 1) come as often, give or take what chance allows', () => {
  const tenths = new Array<number>(10).fill(0);
  for (const value of draws(1, 100_000)) tenths[Math.floor(10 * value)]!++;
  // χ² with nine degrees of freedom is below 27.9 in 999 of 1000.
  expect(tenths.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
});

test('one number says nothing of the next', () => {
  const values = draws(3, 100_000).map((value) => value - 0.5);
  const together = values.slice(1).reduce((sum, value, i) => sum + value * values[i]!, 0) / values.length;
  expect(Math.abs(12 * together)).toBeLessThan(0.011);
});
