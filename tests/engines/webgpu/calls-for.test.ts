import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BatchSize, callsFor } from '#engines/webgpu/calls-for.ts';

const batches = (calls: readonly BatchSize[]) => calls.map(({ batch }) => batch);

test('two of four cameras are seen one by one where a batch takes as long as three calls', () => {
  const sizes = [
    { batch: 1, milliseconds: 10 },
    { batch: 4, milliseconds: 29 },
  ];
  expect([0, 1, 2, 3, 4, 5].map((count) => batches(callsFor(count, sizes)))).toEqual([
    [],
    [1],
    [1, 1],
    [4],
    [4],
    [1, 4],
  ]);
});

test('every picture has a place, and no other calls would take less time', () => {
  const size = fc.record({ batch: fc.integer({ min: 1, max: 5 }), milliseconds: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 3 }), fc.nat(9), (sizes, count) => {
      const calls = callsFor(count, sizes);
      expect(calls.reduce((sum, { batch }) => sum + batch, 0)).toBeGreaterThanOrEqual(count);
      expect(calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBe(least(count, sizes));
    }),
  );
});

/** By trying all. */
function least(count: number, sizes: readonly BatchSize[]): number {
  if (count <= 0) return 0;
  return Math.min(...sizes.map(({ batch, milliseconds }) => milliseconds + least(count - batch, sizes)));
}
