import type { Micros } from '#core/time/micros.ts';

/**
 * Consecutive samples of one scale, as the sensor sent them: rows may be out of order, doubled, NaN or missing.
 * `values[i]` belongs to `times[i]`.
 */
export interface ReadingBatch {
  readonly kind: 'readings';
  readonly sensor: string;
  /** When the batch was complete: the latest of `times`. Inputs are put in order by it. */
  readonly time: Micros;
  /** µs since the session began. */
  readonly times: Float64Array;
  /** g; NaN when the sensor had no value. */
  readonly values: Float32Array;
}
