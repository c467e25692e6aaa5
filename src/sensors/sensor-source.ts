import type { ReadingBatch } from '#core/interaction/reading-batch.ts';

/** Anything that weighs: scales on a wire, a recording, the synthetic store. */
export interface SensorSource {
  /** Yields batches of all its sensors in the order of their times until it ends or `signal` aborts. */
  readings(signal: AbortSignal): AsyncIterable<ReadingBatch>;
}
