/** A camera of a file on the shop's floor: its unit, its axes, its size of picture and its origin. */
import { describe, expect, it } from 'vitest';
import type { ForeignCamera } from '#core/calibration/foreign-camera.ts';
import { isUsable, judgeCamera } from '#core/calibration/judge-camera.ts';
import {
  LENGTHS,
  type Length,
  UPS,
  type Up,
  guessPlacing,
  madeFor,
  placeCamera,
} from '#core/calibration/placed-camera.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import { cameraOfMatrix } from '#core/geometry/projection-matrix.ts';
import { type Matrix3, multiply, rotationOf } from '#core/geometry/rotation.ts';
import { matrixOf } from '../../support/projection-matrix.ts';
import { trueCamera } from '../../support/marked-floor.ts';

const HALL = [
  [0, 0],
  [4, 0],
  [4, 3],
  [0, 3],
] as const;
const SPOT = { x: 2, y: 1.5, z: 0 };

/** Axes of the file from those of the shop. */
const FROM_Z_UP: Readonly<Record<Up, Matrix3>> = {
  '+z': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  '-z': [1, 0, 0, 0, -1, 0, 0, 0, -1],
  '+y': [1, 0, 0, 0, 0, 1, 0, -1, 0],
  '-y': [1, 0, 0, 0, 0, -1, 0, 1, 0],
};
const transposed = (r: Matrix3) => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => r[i]!);

/** The camera as a program would write it that measures in `length` and has `up` upwards. */
function written(camera: CameraModel, length: Length, up: Up): ForeignCamera {
  const { width, height, fx, fy, cx, cy, distortion, rotation, translation } = camera;
  const moved = translation.map((value) => value / LENGTHS[length]) as [number, number, number];
  const pose = { rotation: multiply(rotation, transposed(FROM_Z_UP[up])), translation: moved };
  return { name: 'cam', file: 'cam.yml', size: { width, height }, lens: { fx, fy, cx, cy, distortion }, pose };
}

describe('what a file does not say is guessed', () => {
  it.each(UPS.flatMap((up) => (['m', 'cm', 'mm'] as const).map((length) => [up, length] as const)))(
    '%s is up, lengths in %s: floor points fall where the camera sees them',
    (up, length) => {
      const foreign = written(trueCamera, length, up);
      const placing = guessPlacing([foreign]);
      expect(placing).toMatchObject({ up, length });
      const seen = projectToImage(placeCamera(foreign, trueCamera, placing)!, SPOT)!;
      const truly = projectToImage(trueCamera, SPOT)!;
      expect(Math.hypot(seen.x - truly.x, seen.y - truly.y)).toBeLessThan(1e-9);
    },
  );

  it('pictures of another size than the file was made for are scaled to', () => {
    const half = { width: trueCamera.width / 2, height: trueCamera.height / 2 };
    const foreign = written(trueCamera, 'm', '+z');
    const placed = placeCamera(foreign, half, guessPlacing([foreign]))!;
    const [seen, truly] = [projectToImage(placed, SPOT)!, projectToImage(trueCamera, SPOT)!];
    expect(seen.x).toBeCloseTo(truly.x / 2, 9);
    expect(seen.y).toBeCloseTo(truly.y / 2, 9);
  });

  it('a file without a size is taken for the usual one its centre speaks for', () => {
    const full = {
      ...written(trueCamera, 'm', '+z'),
      size: null,
      lens: { fx: 1700, fy: 1700, cx: 934, cy: 544, distortion: [0, 0, 0, 0, 0] as const },
    };
    expect(madeFor(full, { width: 1280, height: 720 })).toEqual({ width: 1920, height: 1080, said: false });
    expect(madeFor(full, { width: 1920, height: 1080 })).toEqual({ width: 1920, height: 1080, said: false });
  });

  it('pictures of another shape are not scaled to: nobody knows what was cut off', () => {
    const foreign = written(trueCamera, 'm', '+z');
    expect(placeCamera(foreign, { width: 640, height: 480 }, guessPlacing([foreign]))).toBeNull();
  });

  it('an origin elsewhere on the plan, and turned, is gone to', () => {
    const foreign = written(trueCamera, 'm', '+z');
    const placing = { ...guessPlacing([foreign]), x: 3, y: -1, turn: Math.PI / 2 };
    // What the file has at (2, 1.5) lies a quarter turn on and three to the right.
    const seen = projectToImage(placeCamera(foreign, trueCamera, placing)!, { x: 3 - 1.5, y: -1 + 2, z: 0 })!;
    const truly = projectToImage(trueCamera, SPOT)!;
    expect(Math.hypot(seen.x - truly.x, seen.y - truly.y)).toBeLessThan(1e-9);
  });
});

/** From where it hangs it looks down by so much more, rad. */
function tiltedBy(camera: CameraModel, more: number): CameraModel {
  const rotation = multiply(rotationOf([more, 0, 0]), camera.rotation);
  const { x, y, z } = cameraCentre(camera);
  const to = (row: 0 | 1 | 2) => -(rotation[3 * row]! * x + rotation[3 * row + 1]! * y + rotation[3 * row + 2]! * z);
  return { ...camera, rotation, translation: [to(0), to(1), to(2)] };
}

describe('what is wrong with a camera', () => {
  const kinds = (camera: CameraModel) => judgeCamera(camera, HALL).map(({ kind }) => kind);
  const lifted = (camera: CameraModel, z: number): CameraModel => {
    const r = camera.rotation;
    return {
      ...camera,
      translation: camera.translation.map((t, i) => t - r[3 * i + 2]! * z) as [number, number, number],
    };
  };

  it('a good one has no fault', () => {
    expect(kinds(trueCamera)).toEqual([]);
  });

  it('a projection matrix whose world is mirrored looks at the ceiling', () => {
    for (const axis of [0, 1, 2]) {
      const mirrored = matrixOf(trueCamera).map((row) => row.map((value, i) => (i === axis ? -value : value)));
      const camera = cameraOfMatrix(mirrored as never, trueCamera)!;
      const faults = judgeCamera(camera, HALL);
      expect(faults.map(({ kind }) => kind)).toEqual([axis === 2 ? 'under-floor' : 'mirrored']);
      expect(isUsable(faults)).toBe(false);
    }
  });

  it('and so it is as it comes out of a file, however it looks down and whichever axis it is', () => {
    for (const more of [-0.4, -0.2, 0, 0.2]) {
      const tilted = tiltedBy(trueCamera, more);
      expect(guessPlacing([written(tilted, 'm', '+z')]).up).toBe('+z');
      const ways = [
        ...[0, 1].map((axis) => matrixOf(tilted).map((row) => row.map((value, i) => (i === axis ? -value : value)))),
        // x and y of the world exchanged, as left-handed programs have them.
        matrixOf(tilted).map(([x, y, z, w]) => [y, x, z, w]),
        // Seen in a mirror.
        matrixOf(tilted).map((row, r, all) => (r === 0 ? row.map((v, c) => tilted.width * all[2]![c]! - v) : row)),
      ];
      for (const [which, matrix] of ways.entries()) {
        const foreign = written(cameraOfMatrix(matrix as never, tilted)!, 'm', '+z');
        const placed = placeCamera(foreign, tilted, guessPlacing([foreign]))!;
        expect(isUsable(judgeCamera(placed, HALL)), `way ${which}, ${more} rad`).toBe(false);
      }
    }
  });

  it('one below the floor says how far', () => {
    const { z } = cameraCentre(trueCamera);
    const [fault] = judgeCamera(lifted(trueCamera, -z - 1), HALL);
    expect(fault).toMatchObject({ kind: 'under-floor' });
    expect((fault as { metres: number }).metres).toBeCloseTo(1, 9);
  });

  it('one that sees no floor, hangs too high, or sees another floor is told', () => {
    const sky = { ...trueCamera, rotation: multiply(rotationOf([-1.2, 0, 0]), trueCamera.rotation) };
    const centre = cameraCentre(trueCamera);
    const r = sky.rotation;
    const at = [0, 1, 2].map((i) => -(r[3 * i]! * centre.x + r[3 * i + 1]! * centre.y + r[3 * i + 2]! * centre.z));
    expect(kinds({ ...sky, translation: at as unknown as CameraModel['translation'] })).toEqual(['no-floor']);
    expect(kinds(lifted(trueCamera, 20))).toContain('height');
    expect(
      judgeCamera(
        trueCamera,
        HALL.map(([x, y]) => [x + 500, y] as const),
      ).map(({ kind }) => kind),
    ).toEqual(['off-plan']);
  });
});
