/** From a scenario to receipts: the pipeline on scales and positions of simulated stores it has never seen. */
import { expect, it } from 'vitest';
import { compareReceipts } from '#core/metrics/receipts.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { shippedScenario } from '../support/shipped-scenario.ts';
import { filmed } from '../support/simulated-cameras.ts';
import { detectAll, earlyDetector, perfectDetector } from '../support/simulated-detector.ts';
import { runSimulation } from '../support/simulated-run.ts';

it('nine in ten units of the demo are charged to who took them, over five seeds', async () => {
  let [TP, FP, FN] = [0, 0, 0];
  for (const seed of [101, 202, 303, 404, 505]) {
    const simulation = simulate(shippedScenario('demo'), seed);
    const { receipts } = await runSimulation(simulation);
    const score = compareReceipts(receipts, truthOf(simulation).receipts);
    // Truth and pipeline number visits by who comes in: no basket is another shopper's.
    const own = ['V1', 'V2', 'V3'].map((visit) => ({ truth: visit, visit }));
    expect(score.pairs, `seed ${seed}`).toEqual(own);
    [TP, FP, FN] = [TP + score.TP, FP + score.FP, FN + score.FN];
  }
  expect((2 * TP) / (2 * TP + FP + FN)).toBeGreaterThanOrEqual(0.9);
});

it('so are they from the boxes of four cameras alone, true ones and such as an early detector finds', async () => {
  const [all, shoppers] = [{ TP: 0, FP: 0, FN: 0 }, [] as number[]];
  for (const seed of [12, 17]) {
    const simulation = simulate(shippedScenario('demo'), seed);
    const footage = filmed(simulation);
    for (const detector of [perfectDetector, earlyDetector]) {
      const { receipts, fusion } = await runSimulation(simulation, detectAll(footage, detector, seed));
      const { TP, FP, FN } = compareReceipts(receipts, truthOf(simulation).receipts);
      all.TP += TP;
      all.FP += FP;
      all.FN += FN;
      shoppers.push(fusion.shoppers);
    }
  }
  expect((2 * all.TP) / (2 * all.TP + all.FP + all.FN)).toBeGreaterThanOrEqual(0.9);
  // Three came each time.
  expect(Math.max(...shoppers)).toBeLessThanOrEqual(4);
}, 120_000);

it('what staff put on a shelf is charged to who takes it afterwards', async () => {
  const text = `
    use corner-shop
    staff Dora at 1
      restock 2 "Peanuts 250 g"
    shopper Ann at 40 with bag
      take "Peanuts 250 g"
  `;
  const flush = text.replaceAll(/^ {4}/gmu, '');
  const simulation = simulate(readScenario(flush, 'restock.txt'), 1);
  const { receipts } = await runSimulation(simulation);
  expect(compareReceipts(receipts, truthOf(simulation).receipts)).toMatchObject({ f1: 1, exact: 1 });
  // Ann comes in second.
  expect(receipts.filter(({ lines }) => lines.length > 0).map(({ shopper }) => shopper)).toEqual(['S2']);
});
