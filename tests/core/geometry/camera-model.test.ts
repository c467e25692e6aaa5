import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CameraModel,
  cameraCentre,
  projectToGround,
  projectToImage,
  undistort,
} from '#core/geometry/camera-model.ts';
import type { Distortion } from '#core/geometry/distortion.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

const ONE_PX = { x: 1, y: 1 };
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const lens: fc.Arbitrary<Distortion> = fc.tuple(
  real(-0.6, 0.2),
  real(-0.1, 0.6),
  real(-0.003, 0.003),
  real(-0.003, 0.003),
  real(-0.05, 0.05),
);
const cameras: fc.Arbitrary<CameraModel> = fc
  .record({ pan: real(-3, 3), tilt: real(0.3, 1.4), focal: real(250, 600), distortion: lens })
  .map(ceilingCamera);
/** Where the ray through the middle of the picture, moved by (u, v) px, meets the floor. */
const floorPoints = fc.record({ x: real(-3, 3), y: real(-3, 3), height: real(0, 1.6) });

describe('projecting', () => {
  test('to the image and back to the plane is where one started', () => {
    fc.assert(
      fc.property(cameras, floorPoints, (camera, { x, y, height }) => {
        const seen = projectToImage(camera, { x, y, z: height });
        fc.pre(seen !== null);
        const fix = projectToGround(camera, seen, ONE_PX, height);
        expect(fix?.at.x).toBeCloseTo(x, 6);
        expect(fix?.at.y).toBeCloseTo(y, 6);
      }),
    );
  });

  test('a pixel off in the image is as far off on the floor as the covariance says', () => {
    fc.assert(
      fc.property(cameras, real(-60, 60), real(0, 90), (camera, u, v) => {
        const at = imagePoint(320 + u, 180 + v);
        const fix = projectToGround(camera, at, { x: 1, y: 0 });
        const nudged = projectToGround(camera, imagePoint(at.x + 0.001, at.y), ONE_PX);
        fc.pre(fix !== null && nudged !== null && Math.hypot(fix.at.x, fix.at.y) < 20);
        const [dx, dy] = [(nudged.at.x - fix.at.x) / 0.001, (nudged.at.y - fix.at.y) / 0.001];
        const scale = dx * dx + dy * dy;
        expect(fix.cov[0] / scale).toBeCloseTo((dx * dx) / scale, 2);
        expect(fix.cov[1] / scale).toBeCloseTo((dx * dy) / scale, 2);
        expect(fix.cov[3] / scale).toBeCloseTo((dy * dy) / scale, 2);
      }),
    );
  });

  test('straight down, a point lies under the camera', () => {
    const camera = ceilingCamera({ at: [1, 2, 3], tilt: Math.PI / 2 - 1e-9 });
    const fix = projectToGround(camera, imagePoint(320, 180), ONE_PX);
    expect(fix?.at.x).toBeCloseTo(1, 6);
    expect(fix?.at.y).toBeCloseTo(2, 6);
    // 3 m away, one px of 340 is 3/340 m.
    expect(Math.sqrt(fix!.cov[0])).toBeCloseTo(3 / 340, 6);
    expect(cameraCentre(camera).z).toBeCloseTo(3, 9);
  });
});

describe('what has no answer is null', () => {
  test('the sky meets no floor', () => {
    const camera = ceilingCamera({ tilt: 0.3 });
    const horizon = 180 - 340 * Math.tan(0.3);
    expect(projectToGround(camera, imagePoint(320, horizon - 1), ONE_PX)).toBeNull();
    expect(projectToGround(camera, imagePoint(320, horizon + 5), ONE_PX)).not.toBeNull();
    expect(projectToGround(camera, imagePoint(320, 300), ONE_PX, 3)).toBeNull();
  });

  test('nothing behind the camera has a picture', () => {
    expect(projectToImage(ceilingCamera(), { x: -5, y: 0, z: 2 })).toBeNull();
  });

  test('beyond the fold of a barrel lens there is neither picture nor ray', () => {
    const camera = ceilingCamera({ distortion: [-0.5, 0, 0, 0, 0], tilt: 1e-9 });
    // The radius stops growing at √(2/3): tan of 39°.
    expect(projectToImage(camera, { x: 1, y: 0.8, z: 2.4 })).not.toBeNull();
    expect(projectToImage(camera, { x: 1, y: 0.83, z: 2.4 })).toBeNull();
    const edge = 340 * Math.sqrt(2 / 3) * (1 - 0.5 * (2 / 3));
    expect(undistort(camera, imagePoint(320 + edge - 1, 180))).not.toBeNull();
    expect(undistort(camera, imagePoint(320 + edge + 1, 180))).toBeNull();
  });
});
