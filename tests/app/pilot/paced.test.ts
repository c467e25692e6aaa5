import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Paced } from '#app/pilot/paced.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first is told at once, of those that come quickly the newest, a moment later', () => {
  const told: number[] = [];
  const paced = new Paced((value: number) => told.push(value));
  paced.tell(1);
  expect(told).toEqual([1]);
  for (let value = 2; value <= 100; value++) paced.tell(value);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 100]);
  paced.tell(101);
  expect(told).toEqual([1, 100, 101]);
});

test('nothing is held back longer because more comes', () => {
  const told: number[] = [];
  const paced = new Paced((value: number) => told.push(value));
  for (let ms = 0; ms <= 1000; ms++) {
    paced.tell(ms);
    vi.advanceTimersByTime(1);
  }
  expect(told.length).toBeGreaterThan(20);
  expect(told.length).toBeLessThan(40);
});

test('what waits at the end is told then, and once', () => {
  const told: number[] = [];
  {
    using paced = new Paced((value: number) => told.push(value));
    paced.tell(1);
    paced.tell(2);
  }
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 2]);
});

test('what must be seen comes at once, and nothing older after it', () => {
  const told: number[] = [];
  const paced = new Paced((value: number) => told.push(value));
  paced.tell(1);
  paced.tell(2);
  paced.tellAtOnce(3);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 3]);
});

test('after its end nothing is told', () => {
  const told: number[] = [];
  const paced = new Paced((value: number) => told.push(value));
  paced[Symbol.dispose]();
  paced.tell(1);
  paced.tellAtOnce(2);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([]);
});
