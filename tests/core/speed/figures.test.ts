import { expect, test } from 'vitest';
import { figuresOf } from '#core/speed/figures.ts';

test('median, p95 and minimum are of the calls after the first', () => {
  const times = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect(figuresOf(50, 300, times)).toEqual({
    medianMs: 10.5,
    p95Ms: 19,
    minMs: 1,
    firstMs: 300,
    openMs: 50,
    runs: 20,
  });
});

test('one slow call of many moves the p95 and not the median', () => {
  const { medianMs, p95Ms, minMs } = figuresOf(0, 0, [...Array.from({ length: 9 }, () => 4), 400]);
  expect([medianMs, p95Ms, minMs]).toEqual([4, 400, 4]);
});
