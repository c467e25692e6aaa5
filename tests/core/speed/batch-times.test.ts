import { expect, test } from 'vitest';
import { batchTimes } from '#core/speed/batch-times.ts';
import type { SpeedRow } from '#core/speed/row.ts';

const input = { width: 416, height: 416 };
const measured = (runtime: 'tfjs' | 'ort', batch: number, medianMs: number, size = input): SpeedRow => ({
  contender: { runtime, backend: 'wasm', batch, input: size },
  figures: { medianMs, p95Ms: medianMs, minMs: medianMs, firstMs: medianMs, openMs: 0, runs: 9 },
});

test('of what was measured, the batches of one engine at one size, smallest first', () => {
  const rows: readonly SpeedRow[] = [
    measured('ort', 4, 200),
    measured('tfjs', 1, 40),
    measured('ort', 1, 60),
    measured('ort', 2, 20, { width: 192, height: 192 }),
    { contender: { runtime: 'ort', backend: 'wasm', batch: 8, input }, refusal: { kind: 'no-time', details: '' } },
  ];
  expect(batchTimes(rows, { runtime: 'ort', backend: 'wasm', input })).toEqual([
    [1, 60],
    [4, 200],
  ]);
  expect(batchTimes([], { runtime: 'ort', backend: 'wasm', input })).toEqual([]);
});
