import { describe, expect, test } from 'vitest';
import { hiddenFeet, obstaclesOf } from '#core/fusion/hidden-feet.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { tinyProject } from '../../support/tiny-project.ts';

/** 2.4 m over the floor at x 0, looking along x; a rack across its view from x 2 to 2.4, its highest shelf at 0.9 m. */
const rack = {
  ...tinyProject().fixtures[0]!,
  footprint: [
    [2, -1],
    [2.4, -1],
    [2.4, 1],
    [2, 1],
  ] as [number, number][],
};
const counter = { ...rack, shelves: [] };
const chance = (x: number, y: number, fixture = rack) =>
  hiddenFeet(ceilingCamera(), obstaclesOf([fixture]))(groundPoint(x, y));

describe('feet are hidden', () => {
  test('right behind a rack, and wherever no line of sight to the floor gets over its highest shelf', () => {
    expect(chance(2.7, 0)).toBe(0.5);
    // At 0.96 m where it leaves the rack: over the highest shelf, and under what may stand on it.
    expect(chance(4, 0)).toBeGreaterThan(0.4);
    expect(chance(4, 0)).toBeLessThan(0.5);
  });

  test('behind a counter, whose height no plan tells, as long as it may be that high', () => {
    expect(chance(2.7, 0, counter)).toBe(0.5);
    expect(chance(4, 0, counter)).toBeLessThan(0.5);
  });

  test('in it, where a box placed wrongly puts people', () => {
    expect(chance(2.2, 0)).toBe(0.5);
  });
});

describe('feet are seldom hidden', () => {
  test.each([
    ['before it', 1.5, 0],
    ['beside it', 3, 2],
    ['far behind it, where one sees over it', 12, 0],
  ])('%s', (_, x, y) => {
    expect(chance(x, y)).toBeLessThan(0.03);
  });

  test('where the plan has no fixtures', () => {
    expect(hiddenFeet(ceilingCamera(), [])(groundPoint(3, 0))).toBeLessThan(0.03);
  });
});
