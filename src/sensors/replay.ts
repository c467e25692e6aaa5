import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { MICROS_PER_SECOND, micros } from '#core/time/micros.ts';
import type { SensorSource } from '#sensors/sensor-source.ts';

/** What one sensor recorded, row by row as it came: disordered, doubled and empty rows included. */
export interface RecordedSeries {
  readonly sensor: string;
  /** µs since the session began. */
  readonly times: Float64Array;
  /** g; NaN when the sensor had no value. */
  readonly values: Float32Array;
}

/** @param seconds - Length of a batch, s. */
export function replaySensors(series: readonly RecordedSeries[], seconds = 0.5): SensorSource {
  return {
    async *readings(signal) {
      for (const batch of batchesOf(series, seconds)) {
        if (signal.aborted) return;
        yield batch;
      }
    },
  };
}

/** Every row of the series in batches of `seconds`, by the time each batch was complete, then in the series' order. */
export function* batchesOf(series: readonly RecordedSeries[], seconds = 0.5): Generator<ReadingBatch> {
  const length = seconds * MICROS_PER_SECOND;
  const waiting = series.map((recorded) => nextBatch(recorded, 0, length));
  for (;;) {
    let first = -1;
    waiting.forEach((next, i) => {
      if (next !== null && (first === -1 || next.batch.time < waiting[first]!.batch.time)) first = i;
    });
    if (first === -1) return;
    const { batch, end } = waiting[first]!;
    waiting[first] = nextBatch(series[first]!, end, length);
    yield batch;
  }
}

/** A late row, and one without a time, belongs to the batch it came in. */
function nextBatch(
  { sensor, times, values }: RecordedSeries,
  begin: number,
  length: number,
): { readonly batch: ReadingBatch; readonly end: number } | null {
  if (begin >= times.length) return null;
  let newest = -Infinity;
  let until = Infinity;
  let end = begin;
  for (; end < times.length; end++) {
    const time = times[end]!;
    if (time >= until) break;
    if (!(time > newest)) continue;
    if (newest === -Infinity) until = (Math.floor(time / length) + 1) * length;
    newest = time;
  }
  const rows = { times: times.slice(begin, end), values: values.slice(begin, end) };
  return { batch: { kind: 'readings', sensor, time: micros(newest), ...rows }, end };
}
