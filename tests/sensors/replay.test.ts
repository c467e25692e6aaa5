import { describe, expect, test } from 'vitest';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { type RecordedSeries, batchesOf, replaySensors } from '#sensors/replay.ts';

const series = (sensor: string, times: readonly number[]): RecordedSeries => ({
  sensor,
  times: Float64Array.from(times, (s) => s * 1e6),
  values: Float32Array.from(times, (_, i) => i),
});
const seconds = ({ times }: ReadingBatch) => [...times].map((time) => time / 1e6);

describe('a replay of scales', () => {
  test('gives every row once, in batches in the order of their times', () => {
    const batches = [...batchesOf([series('a', [0, 0.2, 0.4, 0.6, 1.4]), series('b', [0.1, 0.3, 0.9])])];
    expect(batches.map((batch) => [batch.sensor, batch.time / 1e6, seconds(batch)])).toEqual([
      ['b', 0.3, [0.1, 0.3]],
      ['a', 0.4, [0, 0.2, 0.4]],
      ['a', 0.6, [0.6]],
      ['b', 0.9, [0.9]],
      ['a', 1.4, [1.4]],
    ]);
  });

  test('keeps bad rows as they came: late, doubled, without a value', () => {
    const bad: RecordedSeries = {
      sensor: 'a',
      times: Float64Array.of(0.6e6, 0.4e6, 0.6e6, NaN, 0.8e6),
      values: Float32Array.of(1, 2, NaN, 4, 5),
    };
    const [batch, ...others] = batchesOf([bad]);
    expect(others).toEqual([]);
    expect(batch).toEqual({ kind: 'readings', sensor: 'a', time: 0.8e6, times: bad.times, values: bad.values });
  });

  test('ends when it is told to', async () => {
    const stop = new AbortController();
    let batches = 0;
    for await (const batch of replaySensors([series('a', [0, 1, 2, 3])]).readings(stop.signal)) {
      expect(batch.sensor).toBe('a');
      batches += 1;
      if (batches === 2) stop.abort();
    }
    expect(batches).toBe(2);
  });
});
