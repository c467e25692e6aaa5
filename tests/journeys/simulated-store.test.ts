/** From a scenario to receipts: the pipeline on scales and positions of simulated stores it has never seen. */
import { expect, it } from 'vitest';
import { compareReceipts } from '#core/metrics/receipts.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { shippedScenario } from '../support/shipped-scenario.ts';
import { runSimulation } from '../support/simulated-run.ts';

it.each([101, 202, 303, 404, 505])('baskets of the demo with seed %d are right', async (seed) => {
  const simulation = simulate(shippedScenario('demo'), seed);
  const { receipts } = await runSimulation(simulation);
  const { f1, exact, pairs } = compareReceipts(receipts, truthOf(simulation).receipts);
  expect(f1).toBeGreaterThanOrEqual(0.9);
  expect(exact).toBe(3);
  expect(pairs).toHaveLength(3);
});

it('what staff put on a shelf is charged to who takes it', async () => {
  const simulation = simulate(shippedScenario('restocking'), 4);
  const { receipts } = await runSimulation(simulation);
  expect(compareReceipts(receipts, truthOf(simulation).receipts).f1).toBe(1);
});
