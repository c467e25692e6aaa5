import { type ReceiptComparison, compareReceipts } from '#core/metrics/receipts.ts';
import { ratio } from '#core/metrics/metric.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { shippedScenario } from '../support/shipped-scenario.ts';
import { filmed } from '../support/simulated-cameras.ts';
import { type SimulatedDetector, detectAll, earlyDetector, perfectDetector } from '../support/simulated-detector.ts';
import { runSimulation } from '../support/simulated-run.ts';
import type { Bench, Row } from './bench.ts';

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** Rules and numbers were chosen looking at the demo's first twenty; the others are for the report alone. */
const RUNS = [
  { scenario: 'demo', named: 'seeds 11 to 30', seeds: from(11, 30) },
  { scenario: 'demo', named: 'seeds 101 to 105', seeds: from(101, 105) },
  { scenario: 'demo-busy', named: 'seeds 11 to 14', seeds: from(11, 14) },
] as const;
const DETECTORS = { 'true boxes': perfectDetector, 'boxes as the early detector errs': earlyDetector } as const;
const WANTED = 0.9;

/** How right the receipts are, from boxes of people in four cameras and scales, no picture drawn and no network run. */
export const bench: Bench = {
  name: 'receipts',
  async run() {
    const rows: Row[] = [];
    for (const { scenario, named, seeds } of RUNS) {
      const scores: Record<string, ReceiptComparison[]> = {};
      for (const seed of seeds) {
        const simulation = simulate(shippedScenario(scenario), seed);
        const footage = filmed(simulation);
        for (const [boxes, detector] of Object.entries<SimulatedDetector>(DETECTORS)) {
          const { receipts } = await runSimulation(simulation, detectAll(footage, detector, seed));
          (scores[boxes] ??= []).push(compareReceipts(receipts, truthOf(simulation).receipts));
        }
      }
      for (const [boxes, all] of Object.entries(scores)) rows.push(...rowsOf(`${scenario}, ${named}, ${boxes}`, all));
    }
    return rows;
  },
};

function rowsOf(what: string, scores: readonly ReceiptComparison[]): readonly Row[] {
  const sum = (of: 'TP' | 'FP' | 'FN' | 'exact' | 'baskets') => scores.reduce((all, score) => all + score[of], 0);
  const [TP, FP, FN] = [sum('TP'), sum('FP'), sum('FN')];
  const f1 = ratio(2 * TP, 2 * TP + FP + FN);
  const aim = what.startsWith('demo,') ? { target: `≥ ${WANTED}`, met: f1 >= WANTED } : {};
  return [
    { what: `${what}: F1 of units`, value: f1, unit: 'ratio', ...aim },
    { what: 'precision', value: ratio(TP, TP + FP), unit: 'ratio' },
    { what: 'recall', value: ratio(TP, TP + FN), unit: 'ratio' },
    { what: 'receipts right to the last unit', value: ratio(sum('exact'), sum('baskets')), unit: 'ratio' },
  ];
}
