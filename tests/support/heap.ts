/** What a computation asks of memory: the heap, and the array buffers outside of it. */
import { setFlagsFromString } from 'node:v8';

// Else memory that was left before is given back while something is measured.
setFlagsFromString('--no-concurrent-array-buffer-sweeping');

/** Kept, so that no compiler finds that they need not be made. */
const readings: NodeJS.MemoryUsage[] = [];

/**
 * Exact, and of what is garbage at once too, unless some is collected while `run` goes on: then it is anything. That is seldom with a run that
 * asks for little; the median of a few is safe.
 *
 * @returns B that `run` allocates.
 */
export function allocatedBy(run: () => void): number {
  // Reading allocates too, and always as much.
  readings[0] = process.memoryUsage();
  readings[1] = process.memoryUsage();
  run();
  readings[2] = process.memoryUsage();
  const [before, start, end] = readings.map(({ heapUsed, arrayBuffers }) => heapUsed + arrayBuffers);
  return end! - start! - (start! - before!);
}
