import { describe, expect, test } from 'vitest';
import { micros } from '#core/time/micros.ts';
import { InputSizes } from '#engines/scheduling/input-sizes.ts';
import { sameFinding } from '#engines/scheduling/same-finding.ts';
import { weightOf } from '#engines/scheduling/weight.ts';

describe('the size of the input', () => {
  /** Ages told ten times a second, by size. @returns The size in use after each second. */
  function run(sizes: InputSizes, seconds: number, age: (size: number) => number, from = 0): readonly number[] {
    return Array.from({ length: seconds }, (_, second) => {
      for (let i = 0; i < 10; i++) sizes.told(micros((from + second) * 1_000_000 + i * 100_000), age(sizes.index));
      return sizes.index;
    });
  }

  test('becomes smaller after a second over the budget, and again while that is not enough', () => {
    const ages = [500, 300, 120];
    expect(run(new InputSizes([4, 2, 1], 250), 5, (size) => ages[size]!)).toEqual([0, 1, 2, 2, 2]);
  });

  test('stays where it is while the age is between', () => {
    expect(run(new InputSizes([4, 1], 250), 20, () => 200).at(-1)).toBe(0);
  });

  test('becomes larger again only after five seconds well within the budget', () => {
    const sizes = new InputSizes([2, 1], 250);
    run(sizes, 3, () => 400);
    expect(sizes.index).toBe(1);
    const after = run(sizes, 12, () => 60, 3);
    expect(after.indexOf(0)).toBeGreaterThanOrEqual(4);
    expect(after.at(-1)).toBe(0);
  });

  test('does not become larger when the larger would be too slow at once', () => {
    const sizes = new InputSizes([4, 1], 250);
    run(sizes, 3, () => 400);
    expect(run(sizes, 30, () => 100, 3).at(-1)).toBe(1);
  });

  test('a single slow look changes nothing', () => {
    let count = 0;
    expect(run(new InputSizes([4, 1], 250), 10, () => (count++ % 40 === 0 ? 900 : 100)).at(-1)).toBe(0);
  });

  test('of a single size nothing is left', () => {
    expect(run(new InputSizes([1], 250), 10, () => 900).at(-1)).toBe(0);
  });
});

test('weights: four times for motion, twice for somebody who is followed, times what a person chose', () => {
  expect(weightOf({ priority: 1, moving: false, tracks: false })).toBe(1);
  expect(weightOf({ priority: 1, moving: true, tracks: false })).toBe(4);
  expect(weightOf({ priority: 0.5, moving: true, tracks: true })).toBe(4);
});

test('two looks agree when they are sure of the same people in the same places', () => {
  const person = (x0: number, score = 0.9) => ({ box: { x0, y0: 0, x1: x0 + 40, y1: 100 }, score, classId: 0 });
  expect(sameFinding([], [])).toBe(true);
  expect(sameFinding([person(0), person(200)], [person(203), person(4)])).toBe(true);
  expect(sameFinding([person(0)], [])).toBe(false);
  expect(sameFinding([person(0)], [person(0), person(2)])).toBe(false);
  expect(sameFinding([person(0)], [person(30)])).toBe(false);
  // A faint box comes and goes in any picture.
  expect(sameFinding([person(0), person(100, 0.3)], [person(0)])).toBe(true);
});
