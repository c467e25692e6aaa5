import { expect, test } from 'vitest';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';

function told(moments: readonly (readonly [at: number, share: number])[]): number | null {
  return remainingSeconds(moments.reduce<Pace>((pace, [at, share]) => paceAfter(pace, share, at), []));
}

test('a work that goes evenly takes for the rest what it took for as much before', () => {
  expect(
    told([
      [100, 0],
      [102, 0.2],
      [104, 0.4],
    ]),
  ).toBe(6);
});

test('nobody can say before a second has passed, or while nothing moves', () => {
  expect(told([])).toBeNull();
  expect(
    told([
      [0, 0],
      [0.9, 0.5],
    ]),
  ).toBeNull();
  expect(
    told([
      [0, 0.3],
      [5, 0.3],
    ]),
  ).toBeNull();
});

test('a work that has become slower is judged by how slow it is now', () => {
  const fast = Array.from({ length: 10 }, (_, i) => [i, i * 0.05] as const);
  const slow = Array.from({ length: 20 }, (_, i) => [10 + i, 0.45 + i * 0.005] as const);
  // What is left, 0.455, at 0.005 a second, takes 91 s; judged from the beginning it would be 25.
  expect(told([...fast, ...slow])).toBe(105);
});

test('what goes on from the middle is not judged by what was there before', () => {
  expect(
    told([
      [0, 0.6],
      [4, 0.8],
    ]),
  ).toBe(4);
});

test('a share that falls back is the next work', () => {
  expect(
    told([
      [0, 0],
      [4, 1],
      [5, 0],
    ]),
  ).toBeNull();
  expect(
    told([
      [0, 0],
      [4, 1],
      [5, 0],
      [7, 0.5],
    ]),
  ).toBe(2);
});

test('what is done has nothing left', () => {
  expect(
    told([
      [0, 0],
      [4, 1],
    ]),
  ).toBe(0);
});

test('far from the end it is said coarsely', () => {
  expect(
    told([
      [0, 0],
      [3, 0.01],
    ]),
  ).toBe(300);
  expect(
    told([
      [0, 0],
      [2.1, 0.05],
    ]),
  ).toBe(40);
});
