import { describe, expect, test } from 'vitest';
import { interactionDefaults } from '#core/interaction/parameters.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { createSlices, finishSlices, stepSlices } from '#core/interaction/slices.ts';
import { micros } from '#core/time/micros.ts';

const MS = 1000;
const batch = (rows: readonly (readonly [ms: number, grams: number])[]): ReadingBatch => ({
  kind: 'readings',
  sensor: 'any',
  time: micros(Math.max(...rows.map(([ms]) => ms * MS))),
  times: Float64Array.from(rows, ([ms]) => ms * MS),
  values: Float32Array.from(rows, ([, grams]) => grams),
});

/** One scale, all its rows in one batch, to the end. */
function sliced(rows: readonly (readonly [ms: number, grams: number])[]) {
  const step = stepSlices(createSlices(1), 0, batch(rows), interactionDefaults);
  const end = finishSlices(step.state, interactionDefaults);
  const slices = [...step.slices, ...end.slices].map(({ time, values }) => [time / MS, values[0]]);
  return { slices, counts: end.state.lanes[0]!.counts };
}

describe('rows of one scale', () => {
  test('become one value a tenth of a second: their median', () => {
    const { slices, counts } = sliced([
      [0, 10],
      [40, 900],
      [80, 12],
      [120, 20],
      [160, 22],
    ]);
    expect(slices).toEqual([
      [50, 12],
      [150, 21],
    ]);
    expect(counts).toEqual({ late: 0, doubled: 0, missing: 0, gaps: 0 });
  });

  test('out of order are put back in place and counted', () => {
    const { slices, counts } = sliced([
      [0, 10],
      [120, 20],
      [40, 10],
      [80, 10],
    ]);
    expect(slices).toEqual([
      [50, 10],
      [150, 20],
    ]);
    expect(counts).toMatchObject({ late: 2 });
  });

  test('too late for their slice are dropped and counted', () => {
    const { slices, counts } = sliced([
      [0, 10],
      [450, 20],
      [40, 900],
    ]);
    expect(slices).toEqual([
      [50, 10],
      [450, 20],
    ]);
    expect(counts).toMatchObject({ late: 1 });
  });

  test('doubled count once', () => {
    const { slices, counts } = sliced([
      [0, 10],
      [0, 99],
      [40, 12],
    ]);
    expect(slices).toEqual([[50, 11]]);
    expect(counts).toMatchObject({ doubled: 1 });
  });

  test('without a value or a time are left out and counted', () => {
    const { slices, counts } = sliced([
      [0, NaN],
      [20, 10],
      [120, NaN],
      [220, 30],
    ]);
    expect(slices).toEqual([
      [50, 10],
      [250, 30],
    ]);
    expect(counts).toMatchObject({ missing: 2 });
    const times = Float64Array.of(0, NaN, 20 * MS);
    const odd: ReadingBatch = { ...batch([[20, 0]]), times, values: Float32Array.of(1, 2, 3) };
    expect(stepSlices(createSlices(1), 0, odd, interactionDefaults).state.lanes[0]!.counts.missing).toBe(1);
  });

  test('after a silence count a gap, and an hour of it costs nothing', () => {
    const { slices, counts } = sliced([
      [0, 10],
      [2_000, 11],
      [3_600_000, 12],
    ]);
    expect(slices).toEqual([
      [50, 10],
      [2_050, 11],
      [3_600_050, 12],
    ]);
    expect(counts).toMatchObject({ gaps: 2 });
  });
});

describe('slices of two scales', () => {
  test('wait for the slower one, and no longer than for a silent one', () => {
    const rows = (from: number, to: number) => batch([[from, 1], [to, 1]]); // prettier-ignore
    const first = stepSlices(createSlices(2), 0, rows(0, 1000), interactionDefaults);
    expect(first.slices).toEqual([]);
    const both = stepSlices(first.state, 1, rows(50, 1000), interactionDefaults);
    expect(both.slices.map(({ values }) => [...values])).toEqual([[1, 1]]);
    const silent = stepSlices(both.state, 0, rows(1100, 4200), interactionDefaults);
    expect(silent.slices.map(({ time, values }) => [time / MS, ...values])).toEqual([
      [1050, 1, 1],
      [1150, 1, NaN],
    ]);
  });
});
