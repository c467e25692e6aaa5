import { describe, expect, test } from 'vitest';
import { calibrate } from '#core/geometry/calibrate.ts';
import type { CalibrationPoint } from '#core/geometry/calibration-point.ts';
import { type CameraModel, projectToGround } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { mulberry32 } from '../../support/floor-world.ts';

const LAYOUTS = 16;
type Between = (least: number, most: number) => number;
type Spoil = (point: CalibrationPoint, camera: CameraModel, between: Between) => CalibrationPoint;

/** Into the sky above the mark: 5 to 60 px above where floor is seen last. */
const intoTheSky: Spoil = (point, camera, between) => {
  let { y } = point.image;
  while (projectToGround(camera, imagePoint(point.image.x, y), { x: 1, y: 1 }) !== null) y--;
  return { ...point, image: imagePoint(point.image.x, y - between(5, 60)) };
};
/** On the plan, 2 to 5 m away. */
const onAnotherMark: Spoil = (point, _, between) => {
  const [turn, far] = [between(0, 2 * Math.PI), between(2, 5)];
  const { x, y } = point.world;
  return { ...point, world: { x: x + far * Math.cos(turn), y: y + far * Math.sin(turn), z: 0 } };
};

const anywhere: Spoil = (point, _, between) => ({ ...point, image: imagePoint(between(20, 620), between(20, 340)) });

/** `count` points all over the floor that a random camera sees, clicked to a px; one of them spoilt. */
function layout(seed: number, count: number, spoil: Spoil) {
  const random = mulberry32(100 * seed + count);
  const between: Between = (least, most) => least + (most - least) * random();
  const noise = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const lens = between(-0.25, 0);
  const camera = ceilingCamera({
    pan: between(-3, 3),
    tilt: between(0.35, 0.9),
    focal: between(260, 500),
    at: [0, 0, between(2, 4)],
    distortion: [lens, 0, 0, 0, 0],
  });
  const points: CalibrationPoint[] = [];
  while (points.length < count) {
    const at = imagePoint(between(30, 610), between(60, 345));
    const fix = projectToGround(camera, at, { x: 1, y: 1 });
    const beside = points.some(({ image }) => Math.hypot(image.x - at.x, image.y - at.y) < 60);
    if (beside || fix === null || Math.hypot(fix.at.x, fix.at.y) > 8) continue;
    points.push({ image: imagePoint(at.x + noise(), at.y + noise()), world: { ...fix.at, z: 0 } });
  }
  const wrong = Math.floor(between(0, count));
  points[wrong] = spoil(points[wrong]!, camera, between);
  return { points, wrong, camera, lens };
}

/** What is named in each of the layouts: how often the point that is wrong, how often as in the sky, how often another. */
function named(count: number, spoil: Spoil, first = 1, layouts = LAYOUTS) {
  const tally = { right: 0, horizon: 0, other: 0 };
  for (let seed = first; seed < first + layouts; seed++) {
    const { points, wrong, camera, lens } = layout(seed, count, spoil);
    for (const fault of calibrate(points, camera, lens).faults) {
      if (fault.kind !== 'horizon' && fault.kind !== 'suspect') continue;
      if (fault.point !== wrong) tally.other++;
      else if (fault.kind === 'horizon') tally.horizon++;
      if (fault.point === wrong) tally.right++;
    }
  }
  return tally;
}

describe.each([5, 6, 7, 8])('of %i points the wrong one is named, and no other', (count) => {
  test('where it is in the sky', () => {
    const { right, horizon, other } = named(count, intoTheSky);
    expect(other).toBe(0);
    expect(right).toBeGreaterThanOrEqual(count === 5 ? 0.7 * LAYOUTS : 0.9 * LAYOUTS);
    expect(horizon).toBeGreaterThanOrEqual(0.6 * LAYOUTS);
  });

  test('where it is on another mark', () => {
    const { right, other } = named(count, onAnotherMark, 50);
    expect(other).toBe(0);
    expect(right).toBeGreaterThanOrEqual(count === 5 ? 0.6 * LAYOUTS : 0.9 * LAYOUTS);
  });
});

test.each([
  ['in the sky', intoTheSky],
  ['anywhere in the picture', anywhere],
])('of four points, one of them %s, none is blamed', (_, spoil) => {
  const { right, other } = named(4, spoil, 1, 80);
  expect(right + other).toBe(0);
});

test('where two of six are wrong and no single one explains it, at most one is said to be in the sky', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { points, wrong, camera, lens } = layout(seed, 6, onAnotherMark);
    const second = (wrong + 1) % 6;
    const two = points.map((point, i) =>
      i === second ? { ...point, world: { x: point.world.y, y: point.world.x, z: 0 } } : point,
    );
    const { faults } = calibrate(two, camera, lens);
    expect(faults.filter(({ kind }) => kind === 'horizon').length).toBeLessThan(2);
  }
});
