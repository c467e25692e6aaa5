import { expect, test } from 'vitest';
import { solidShape } from '#engines/solid-shape.ts';

test('one open length follows from how many numbers there are', () => {
  expect(solidShape(['batch', 3, 2], 12)).toEqual([2, 3, 2]);
  expect(solidShape([1, 3], 3)).toEqual([1, 3]);
});

test('of two nobody can tell which is how long', () => {
  expect(solidShape(['batch', 'boxes', 6], 12)).toBeNull();
});
