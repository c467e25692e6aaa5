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
/** Until here caches fill; what comes after must not grow with the session. */
const WARM = 2;
const MOMENTS = 40;

export const bench: Bench = {
  name: 'recalling a session of four cameras and 300 scales',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'openaisle-recall-'));
    const file = openSync(join(folder, 'journal'), 'w+');
    try {
      const project = hourProject(SHELVES);
      const recollection = new Recollection(project);
      const random = mulberry32(1);
      let [written, working, warm] = [0, 0, 0];
      for (let half = 0; half < MINUTES * 120; half++) {
        if (half === WARM * 120) warm = megabytes();
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
      const growth = (megabytes() - warm) / (MINUTES - WARM);
      const waits: number[] = [];
      for (let i = 0; i < MOMENTS; i++) {
        const begun = performance.now();
        await recollection.at(random() * MINUTES * 60e6);
        waits.push(performance.now() - begun);
      }
      const wait = waits.sort((a, b) => a - b)[Math.floor(0.95 * MOMENTS)]!;
      const times = (MINUTES * 60_000) / working;
      return [
        { what: 'memory, a minute more of the session', value: growth, unit: 'MB', target: '≤ 10', met: growth <= 10 },
        { what: 'its journal, a minute', value: written / 1e6 / MINUTES, unit: 'MB' },
        { what: 'recalled, against how long it took', value: times, unit: '×' },
        { what: 'any moment, p95', value: wait, unit: 'ms' },
      ];
    } finally {
      closeSync(file);
      rmSync(folder, { recursive: true });
    }
  },
};

/** What is held after everything that can be let go of was. */
function megabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
