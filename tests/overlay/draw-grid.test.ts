import { expect, test } from 'vitest';
import { projectToGround } from '#core/geometry/camera-model.ts';
import { gridPaths, horizonPaths } from '#overlay/draw-grid.ts';
import { ceilingCamera } from '../support/ceiling-camera.ts';

const extent = { left: 0, right: 4, bottom: -1, top: 2 };
const camera = ceilingCamera({ tilt: 0.5, distortion: [-0.1, 0, 0, 0, 0] });

test('every line of the grid lies on the floor along a whole metre', () => {
  const paths = gridPaths(camera, extent);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const places = path.map((at) => projectToGround(camera, at, { x: 1, y: 1 })!.at);
    const along = (axis: 'x' | 'y') =>
      places.every((place) => Math.abs(place[axis] - Math.round(places[0]![axis])) < 1e-6);
    expect(along('x') || along('y')).toBe(true);
  }
});

test('nothing behind the camera is drawn', () => {
  expect(gridPaths(camera, { left: -9, right: -5, bottom: -1, top: 1 })).toEqual([]);
});

test('the horizon of a straight lens is level, where the floor ends', () => {
  const straight = ceilingCamera({ tilt: 0.3 });
  const [path] = horizonPaths(straight).toSorted((a, b) => b.length - a.length);
  for (const { y } of path!) expect(y).toBeCloseTo(180 - 340 * Math.tan(0.3), 6);
});
