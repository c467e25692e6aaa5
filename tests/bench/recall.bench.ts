/** What going through a stored session of four cameras and 300 scales costs, and what memory it takes. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Recollection } from '#core/pipeline/recollection.ts';
import { packChunk, unpackChunk } from '#storage/journal-format.ts';
import { mulberry32 } from '../support/floor-world.ts';
import { hourProject, inputsOfHalf } from '../support/long-hour.ts';
import type { Bench } from './bench.ts';

const SHELVES = 30;
const MINUTES = 5;
/** MB, however long the session is: an hour of it takes 240. */
const MEMORY = 256;
const MOMENTS = 40;
/** Gone back and played on from each of them. */
const FRAMES = 8;
/** µs */
const FRAME = 100_000;

export const bench: Bench = {
  name: 'recalling a session of four cameras and 300 scales',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'openaisle-recall-'));
    const file = openSync(join(folder, 'journal'), 'w+');
    try {
      const project = hourProject(SHELVES);
      const recollection = new Recollection(project);
      const random = mulberry32(1);
      let [written, working, most] = [0, 0, 0];
      const before = megabytes();
      for (let half = 0; half < MINUTES * 120; half++) {
        if (half % 60 === 0) most = Math.max(most, megabytes() - before);
        const chunk = packChunk(inputsOfHalf(half, project, random));
        const [at, length] = [written, chunk.length];
        written += writeSync(file, chunk, 0, length, at);
        const read = () => {
          const bytes = new Uint8Array(length);
          readSync(file, bytes, 0, length, at);
          return unpackChunk(bytes, 'bench');
        };
        const begun = performance.now();
        recollection.take(read(), async () => read());
        working += performance.now() - begun;
      }
      const [jumps, backs, plays]: [number[], number[], number[]] = [[], [], []];
      const wait = async (time: number, waits: number[]) => {
        const begun = performance.now();
        await recollection.at(time);
        waits.push(performance.now() - begun);
      };
      for (let i = 0; i < MOMENTS; i++) {
        const moment = random() * MINUTES * 60e6;
        await wait(moment, jumps);
        for (let frame = 1; frame <= FRAMES; frame++) await wait(moment - frame * FRAME, backs);
        for (let frame = 0; frame <= FRAMES; frame++) await wait(moment + frame * FRAME, plays);
      }
      const times = (MINUTES * 60_000) / working;
      return [
        { what: 'memory, at most', value: most, unit: 'MB', target: `≤ ${MEMORY}`, met: most <= MEMORY },
        { what: 'its journal, a minute', value: written / 1e6 / MINUTES, unit: 'MB' },
        { what: 'recalled, against how long it took', value: times, unit: '×' },
        { what: 'any moment, p95', value: p95Of(jumps), unit: 'ms', target: '≤ 100', met: p95Of(jumps) <= 100 },
        { what: 'the frame before, p95', value: p95Of(backs), unit: 'ms' },
        { what: 'the frame after, p95', value: p95Of(plays), unit: 'ms' },
      ];
    } finally {
      closeSync(file);
      rmSync(folder, { recursive: true });
    }
  },
};

const p95Of = (waits: readonly number[]): number =>
  waits.toSorted((a, b) => a - b)[Math.floor(0.95 * (waits.length - 1))]!;

/** What is held after everything that can be let go of was. */
function megabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
