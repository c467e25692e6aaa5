/** What the journal costs: the readings of a whole recorded shop, packed and taken apart again. */
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';
import { packChunk, unpackChunk } from '#storage/journal-format.ts';
import type { Bench } from './bench.ts';

const SENSORS = 316;
const SECONDS = 34;
const RATE = 60;
const SAMPLES = SENSORS * SECONDS * RATE;

export const bench: Bench = {
  name: 'storage',
  run: async () => {
    const inputs = recording();
    let packed = packChunk(inputs);
    const pack = milliseconds(() => (packed = packChunk(inputs)));
    const unpack = milliseconds(() => unpackChunk(packed, 'bench'));
    return [
      { what: `journal, pack ${SAMPLES} samples`, value: pack, unit: 'ms', target: '< 500', met: pack < 500 },
      { what: `journal, unpack ${SAMPLES} samples`, value: unpack, unit: 'ms' },
      { what: 'journal, size of a sample', value: packed.length / SAMPLES, unit: 'bytes' },
    ];
  },
};

/** Half a second of every scale after the other, as a run hands them over: noise of a gram, a jittering clock. */
function recording(): readonly SceneInput[] {
  const inputs: SceneInput[] = [];
  const perBatch = RATE / 2;
  for (let half = 0; half < SECONDS * 2; half++) {
    for (let sensor = 0; sensor < SENSORS; sensor++) {
      const times = Float64Array.from({ length: perBatch }, (_, i) => tick(half * perBatch + i));
      const values = Float32Array.from({ length: perBatch }, (_, i) => 500 + ((i * 7 + sensor) % 13) / 13);
      inputs.push({ kind: 'readings', sensor: `plate-${sensor}`, time: micros(times[perBatch - 1]!), times, values });
    }
  }
  return inputs;
}

function tick(i: number): number {
  return Math.round((i * 1e6) / RATE) + ((i * 37) % 90);
}

/** The best of five, so that a neighbour's work does not count. */
function milliseconds(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
