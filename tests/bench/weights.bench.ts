import { performance } from 'node:perf_hooks';
import { shelfModel } from '#core/interaction/shelf-model.ts';
import { createInteractions, finishInteractions, stepInteractions } from '#core/interaction/interactions.ts';
import { batchesOf } from '#sensors/replay.ts';
import { scaleWorld } from '../support/scale-world.ts';
import type { Bench } from './bench.ts';

const PLATES = 316;
const SECONDS = 34;
const ROUNDS = 10;
const WANTED_MS = 1000;

/** Weight events of a shop as large as the recorded one, batches of half a second, one thread. */
export const bench: Bench = {
  name: 'weights',
  async run() {
    const { project, series } = scaleWorld({ seed: 1, shelves: 32, seconds: SECONDS, noise: [3, 15] });
    const model = shelfModel({ ...project, sensors: project.sensors.slice(0, PLATES) });
    const batches = [...batchesOf(series.slice(0, PLATES))];
    const round = () => {
      const began = performance.now();
      let state = createInteractions(model);
      for (const batch of batches) state = stepInteractions(state, batch, []).state;
      finishInteractions(state, []);
      return performance.now() - began;
    };
    // The best round says what the code costs; the others, what the machine was doing beside it.
    const rounds = Array.from({ length: ROUNDS }, round).sort((a, b) => a - b);
    const [best, median] = [rounds[0]!, rounds[ROUNDS / 2]!];
    const what = `weight events, ${PLATES} plates × ${SECONDS} s`;
    return [
      { what: `${what}, best round`, value: best, unit: 'ms', target: `≤ ${WANTED_MS}`, met: best <= WANTED_MS },
      { what: `the same, median of ${ROUNDS} rounds`, value: median, unit: 'ms' },
    ];
  },
};
