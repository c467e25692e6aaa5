import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrate } from '#core/geometry/calibrate.ts';
import type { CalibrationPoint } from '#core/geometry/calibration-point.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { cameras as realCameras } from '../../../scripts/aifi/cameras.ts';
import clicks from '../../../scripts/aifi/calibration/clicks.json' with { type: 'json' };
import { cameraModel } from '#core/planning/camera.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { mulberry32 } from '../../support/floor-world.ts';

const SIZE = { width: 640, height: 360 };
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const worlds = fc.record({
  camera: fc
    .record({ pan: real(-3, 3), tilt: real(0.35, 1.2), focal: real(260, 600), lens: real(-0.25, 0.05), up: real(2, 4) })
    .map(({ pan, tilt, focal, lens, up }) =>
      ceilingCamera({ pan, tilt, focal, at: [1, 2, up], distortion: [lens, 0, 0, 0, 0] }),
    ),
  seed: fc.integer(),
});

/** Where pixels spread over the lower part of the picture lie on the floor, as seen to `noise` px. */
function seen(camera: CameraModel, seed: number, noise: number): readonly CalibrationPoint[] | null {
  const random = mulberry32(seed);
  const jitter = () => noise * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const points = GRID.flatMap(([u, v]) => {
    const at = imagePoint(640 * (u + 0.08 * (random() - 0.5)), 360 * (v + 0.08 * (random() - 0.5)));
    const fix = projectToGround(camera, at, { x: 1, y: 1 });
    if (fix === null || Math.hypot(fix.at.x - 1, fix.at.y - 2) > 8) return [];
    return [{ image: imagePoint(at.x + jitter(), at.y + jitter()), world: { ...fix.at, z: 0 } }];
  });
  return points.length === GRID.length ? points : null;
}
const GRID = [
  [0.15, 0.4],
  [0.5, 0.42],
  [0.85, 0.4],
  [0.12, 0.85],
  [0.5, 0.9],
  [0.9, 0.85],
  [0.35, 0.6],
  [0.7, 0.65],
] as const;

/** The farthest that two cameras disagree about the floor in the lower two thirds of the picture, cm. */
function apart(a: CameraModel, b: CameraModel): number {
  let most = 0;
  for (let x = 60; x <= 580; x += 40)
    for (let y = 140; y <= 340; y += 40) {
      const [p, q] = [a, b].map((camera) => projectToGround(camera, imagePoint(x, y), { x: 1, y: 1 }));
      if (p && q) most = Math.max(most, 100 * Math.hypot(p.at.x - q.at.x, p.at.y - q.at.y));
    }
  return most;
}

describe('a camera is found again', () => {
  test('within two centimetres from exact points, whatever its lens, when the lens is known', () => {
    fc.assert(
      fc.property(worlds, ({ camera, seed }) => {
        const points = seen(camera, seed, 0);
        fc.pre(points !== null);
        const { calibration, faults } = calibrate(points, SIZE, camera.distortion[0]);
        expect(faults).toEqual([]);
        expect(calibration!.residualPx).toBeLessThan(0.02);
        expect(Math.abs(calibration!.camera.fx / camera.fx - 1)).toBeLessThan(0.005);
        expect(apart(calibration!.camera, camera)).toBeLessThan(2);
      }),
    );
  });

  test('with its lens, when there are eight points', () => {
    fc.assert(
      fc.property(worlds, ({ camera, seed }) => {
        const points = seen(camera, seed, 0);
        fc.pre(points !== null);
        const { calibration } = calibrate(points, SIZE, null);
        expect(calibration!.residualPx).toBeLessThan(0.1);
        expect(apart(calibration!.camera, camera)).toBeLessThan(6);
      }),
    );
  });

  test('from clicks that are a px off, and what it says of itself is no better than it is', () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(worlds, ({ camera, seed }) => {
        const points = seen(camera, seed, 1);
        fc.pre(points !== null);
        const { calibration } = calibrate(points, SIZE, camera.distortion[0]);
        expect(calibration!.residualPx).toBeLessThan(3);
        expect(calibration!.misses.every(({ leftOutCm }) => leftOutCm !== null)).toBe(true);
        errors.push(Math.abs(calibration!.camera.fx - camera.fx) / calibration!.focalSigma);
      }),
    );
    expect(errors.filter((sigmas) => sigmas < 2).length / errors.length).toBeGreaterThan(0.85);
  });

  test('from shelf points and floor points of which no four are at one height', () => {
    const camera = ceilingCamera({ tilt: 0.6, focal: 380 });
    const places = [
      [2, -1, 0],
      [4, 1.2, 0],
      [3, 0.6, 0],
      [3.5, -1.2, 0.9],
      [4.2, 0.4, 0.9],
      [3, 0.9, 1.4],
    ] as const;
    const points = places.map(([x, y, z]) => ({ image: projectToImage(camera, { x, y, z })!, world: { x, y, z } }));
    const { calibration } = calibrate(points, SIZE);
    expect(calibration!.residualPx).toBeLessThan(0.1);
    expect(apart(calibration!.camera, camera)).toBeLessThan(3);
  });
});

describe('points nothing good can come of are named', () => {
  const camera = ceilingCamera({ tilt: 0.6 });
  const at = (x: number, y: number, z = 0): CalibrationPoint => ({
    image: projectToImage(camera, { x, y, z })!,
    world: { x, y, z },
  });
  const good = [at(2, -1), at(2, 1), at(4, 1.5), at(4, -1.5), at(3, 0.2), at(3.4, -0.9), at(2.6, 0.8)];

  test('fewer than four', () => {
    expect(calibrate(good.slice(0, 3), SIZE)).toEqual({ calibration: null, faults: [{ kind: 'few', missing: 1 }] });
  });

  test('one that is there twice, in the picture or on the plan', () => {
    const [a, b] = good as [CalibrationPoint, CalibrationPoint];
    const twice = (point: CalibrationPoint) => calibrate([...good, point], SIZE).faults;
    expect(twice({ ...b, image: a.image })).toContainEqual({ kind: 'duplicate', where: 'image', points: [0, 7] });
    expect(twice({ ...b, world: a.world, image: imagePoint(33, 44) })).toContainEqual({
      kind: 'duplicate',
      where: 'plan',
      points: [0, 7],
    });
  });

  test('all on one line, or three of four', () => {
    const line = [at(2, 0.5), at(2.5, 0.5), at(3, 0.5), at(4, 0.5)];
    expect(calibrate(line, SIZE).faults.map(({ kind }) => kind)).toEqual(['collinear', 'collinear']);
    expect(calibrate([...line.slice(0, 3), at(3, -1)], SIZE).calibration).toBeNull();
  });

  test('one that is on the wrong mark', () => {
    const wrong = good.map((point, i) => (i === 2 ? { ...point, world: { x: 4, y: 2.4, z: 0 } } : point));
    const { faults } = calibrate(wrong, SIZE);
    expect(faults[0]).toMatchObject({ kind: 'suspect', point: 2 });
    expect((faults[0] as { cm: number }).cm).toBeGreaterThan(80);
    expect((faults[0] as { cm: number }).cm).toBeLessThan(100);
  });

  test('one in the sky', () => {
    const sky = good.map((point, i) => (i === 3 ? { ...point, image: imagePoint(point.image.x, -70) } : point));
    expect(calibrate(sky, SIZE).faults).toContainEqual({ kind: 'horizon', point: 3 });
  });

  test('all in a corner', () => {
    const corner = [at(3, 0), at(3.3, 0), at(3, 0.3), at(3.3, 0.3)];
    expect(calibrate(corner, SIZE).faults.map(({ kind }) => kind)).toContain('corner');
  });

  test('a plan seen in a mirror has no camera over the floor', () => {
    const mirrored = good.map(({ image, world }) => ({ image, world: { ...world, y: -world.y } }));
    const { calibration, faults } = calibrate(mirrored, SIZE);
    expect(calibration === null ? faults : []).toEqual([{ kind: 'no-camera' }]);
  });
});

test.each(['cam1', 'cam3', 'cam5', 'cam7'] as const)(
  '%s of the real shop, from its floor marks alone, agrees with all cameras adjusted together',
  (id) => {
    const models = realCameras.map((camera) => [camera.id, cameraModel(camera)] as const);
    const known = new Map(models).get(id)!;
    const points = clicks.floorMarks.flatMap((mark) => {
      const at = (mark.clicks as Record<string, number[]>)[id];
      if (at === undefined) return [];
      // Where the other cameras put it.
      const fixes = models.flatMap(([other, model]) => {
        const click = (mark.clicks as Record<string, number[]>)[other];
        if (other === id || click === undefined) return [];
        return [projectToGround(model, imagePoint(click[0]!, click[1]!), { x: 1, y: 1 })!.at];
      });
      if (fixes.length === 0) return [];
      const mean = (axis: 'x' | 'y') => fixes.reduce((sum, fix) => sum + fix[axis], 0) / fixes.length;
      return [{ image: imagePoint(at[0]!, at[1]!), world: { x: mean('x'), y: mean('y'), z: 0 } }];
    });
    const { calibration } = calibrate(points, SIZE, 0);
    const off = points.map(({ image }) => {
      const [a, b] = [known, calibration!.camera].map((camera) => projectToGround(camera, image, { x: 1, y: 1 })!.at);
      return 100 * Math.hypot(a!.x - b!.x, a!.y - b!.y);
    });
    expect(Math.max(...off)).toBeLessThan(5);
  },
);
