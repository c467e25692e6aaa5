import { describe, expect, test } from 'vitest';
import { type Coverage, blindShares, countCameras, coverFloor } from '#core/fusion/coverage.ts';
import { obstaclesOf } from '#core/fusion/hidden-feet.ts';
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import { cellAt, cellMiddle } from '#core/geometry/floor-grid.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { tinyProject } from '../../support/tiny-project.ts';

const plan: Parameters<typeof coverFloor>[0] = {
  outline: [
    [-2, -3],
    [8, -3],
    [8, 3],
    [-2, 3],
  ],
  zones: [],
};
/** 2.4 m over the floor at x 0, looking along x. */
const camera = ceilingCamera();
const rack = {
  ...tinyProject().fixtures[0]!,
  footprint: [
    [2, -1],
    [2.4, -1],
    [2.4, 1],
    [2, 1],
  ] as [number, number][],
};
const cover = (cameras: Readonly<Record<string, CameraModel>>, fixtures: (typeof rack)[] = []): Coverage => {
  const covering = coverFloor(plan, new Map(Object.entries(cameras)), obstaclesOf(fixtures));
  for (;;) {
    const { done, value } = covering.next();
    if (done) return value;
  }
};
const seenAt = ({ grid, seen }: Coverage, x: number, y: number) => seen[cellAt(grid, groundPoint(x, y))]! > 0;

describe('which cameras see a foot', () => {
  test('exactly where it lies in the picture, lens and all', () => {
    const bent = { ...camera, distortion: [-0.2, 0.05, 0, 0, 0] as const };
    for (const model of [camera, bent]) {
      const { grid, seen } = cover({ a: model });
      const wrong = [...seen].filter((mask, cell) => {
        const pixel = projectToImage(model, { ...cellMiddle(grid, cell), z: 0 });
        const inside =
          pixel !== null && pixel.x >= 0 && pixel.x < model.width && pixel.y >= 0 && pixel.y < model.height;
        return mask !== Number(inside);
      });
      expect(wrong).toEqual([]);
      expect(seen.some((mask) => mask === 1)).toBe(true);
    }
  });

  test('not behind a rack, and in the rack nobody stands', () => {
    const [free, hidden] = [cover({ a: camera }), cover({ a: camera }, [rack])];
    expect([seenAt(free, 2.7, 0), seenAt(hidden, 2.7, 0)]).toEqual([true, false]);
    expect(hidden.floor[cellAt(hidden.grid, groundPoint(2.2, 0))]).toBe(0);
    expect(seenAt(hidden, 1.5, 0)).toBe(seenAt(free, 1.5, 0));
  });

  test('counts those that are not silent, and says how much of the floor nobody sees', () => {
    const coverage = cover({ a: camera, b: camera });
    expect(Math.max(...countCameras(coverage, new Set()))).toBe(2);
    expect(Math.max(...countCameras(coverage, new Set(['a'])))).toBe(1);
    const all = blindShares(coverage, countCameras(coverage, new Set()));
    const half = blindShares(coverage, countCameras(coverage, new Set(['a'])));
    expect(all.one).toBe(0);
    expect(half.one).toBeCloseTo(1 - all.none, 9);
    expect(blindShares(coverage, countCameras(coverage, new Set(['a', 'b'])))).toEqual({ none: 1, one: 0 });
  });
});
