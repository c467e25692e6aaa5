import { expect, test } from 'vitest';
import { minimise } from '#core/math/levenberg-marquardt.ts';

test('finds the bottom of Rosenbrock’s valley', () => {
  const fit = minimise(([x, y]) => Float64Array.of(10 * (y! - x! * x!), 1 - x!), [-1.2, 1]);
  expect(fit.converged).toBe(true);
  expect(fit.unknowns[0]).toBeCloseTo(1, 6);
  expect(fit.unknowns[1]).toBeCloseTo(1, 6);
});

test('fits NIST’s Misra1a to its certified values', () => {
  // https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml: y = b1·(1 − exp(−b2·x))
  const x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
  const y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];
  const fit = minimise(
    ([b1, b2]) => Float64Array.from(x, (at, i) => y[i]! - b1! * (1 - Math.exp(-b2! * at))),
    [500, 0.0001],
  );
  expect(fit.unknowns[0]! / 238.94212918).toBeCloseTo(1, 6);
  expect(fit.unknowns[1]! / 5.5015643181e-4).toBeCloseTo(1, 6);
  expect((2 * fit.cost) / 0.12455138894).toBeCloseTo(1, 6);
});

test('leaves its start alone and says when it ran out of steps', () => {
  const start = Float64Array.of(-1.2, 1);
  const fit = minimise(([x, y]) => Float64Array.of(10 * (y! - x! * x!), 1 - x!), start, { maxSteps: 2 });
  expect(fit.converged).toBe(false);
  expect([...start]).toEqual([-1.2, 1]);
});

test('an unknown that nothing depends on stays where it is', () => {
  const fit = minimise(([x]) => Float64Array.of(x! - 3), [0, 7]);
  expect(fit.unknowns[0]).toBeCloseTo(3, 9);
  expect(fit.unknowns[1]).toBe(7);
});
