/** What a computation asks of the heap. */
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** B between two samples: small enough that a run of a few MB is known to about a hundredth. */
const INTERVAL = 1024;

/** @returns B of everything that `run` allocates, whether it is kept or not. */
export async function allocatedBy(run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  const kept = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
  await session.post('HeapProfiler.startSampling', { samplingInterval: INTERVAL, ...kept });
  run();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return sizeOf(profile.head);
}

/** @returns B of what `make` returns, and of nothing it needed to get there. */
export function keptBy(make: () => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = [make()];
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  kept.length = 0;
  return bytes;
}

interface Sampled {
  readonly selfSize: number;
  readonly children: readonly Sampled[];
}

const sizeOf = ({ selfSize, children }: Sampled): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize);

function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
