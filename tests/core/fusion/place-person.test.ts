import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LikelyPlace } from '#core/fusion/floor-sighting.ts';
import type { HiddenFeet } from '#core/fusion/hidden-feet.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { bodyBox } from '../../support/body-box.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

const camera = ceilingCamera({ tilt: 0.75 });

function boxOf(who: { x: number; y: number; height: number }, seenBy: CameraModel = camera): Box {
  const { x0, y0, x1, y1 } = bodyBox(seenBy, who)!;
  return {
    x0: Math.max(0, x0),
    y0: Math.max(0, y0),
    x1: Math.min(seenBy.width, x1),
    y1: Math.min(seenBy.height, y1),
  };
}

/** The likeliest place. */
const placed = (seenBy: CameraModel, box: Box, hiddenFeet?: HiddenFeet) => placePerson(seenBy, box, hiddenFeet)[0];

const off = (box: Box, x: number, y: number) => {
  const fix = placed(camera, box);
  return fix ? Math.hypot(fix.at.x - x, fix.at.y - y) : Infinity;
};

describe('a person of ordinary height', () => {
  test('is placed where they stand, whatever the camera', () => {
    const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(real(-3, 3), real(0.4, 0.9), real(2.2, 4), real(-0.4, 0.4), (pan, tilt, far, aside) => {
        const other = ceilingCamera({ pan, tilt });
        const x = far * Math.cos(pan) - aside * Math.sin(pan);
        const y = far * Math.sin(pan) + aside * Math.cos(pan);
        const box = boxOf({ x, y, height: 1.75 }, other);
        fc.pre(box.y1 < other.height - 5);
        const fix = placed(other, box);
        expect(Math.hypot(fix!.at.x - x, fix!.at.y - y)).toBeLessThan(0.03);
      }),
    );
  });

  test('near the camera the middle of the bottom edge is not the feet, and the body knows', () => {
    const box = boxOf({ x: 1.9, y: 0.9, height: 1.75 });
    const bottom = projectToGround(camera, imagePoint((box.x0 + box.x1) / 2, box.y1), { x: 1, y: 1 })!;
    expect(Math.hypot(bottom.at.x - 1.9, bottom.at.y - 0.9)).toBeGreaterThan(0.2);
    expect(off(box, 1.9, 0.9)).toBeLessThan(0.03);
  });

  test('with the feet out of the picture the head and the usual height tell', () => {
    const level = ceilingCamera({ tilt: 0.45 });
    const box = boxOf({ x: 1.6, y: 0.3, height: 1.75 }, level);
    expect(box.y1).toBe(level.height);
    const fix = placed(level, box)!;
    expect(Math.hypot(fix.at.x - 1.6, fix.at.y - 0.3)).toBeLessThan(0.05);
  });
});

test('a tall person whose feet are seen is off by less than one whose feet are cut', () => {
  const seen = boxOf({ x: 2.6, y: 0, height: 1.95 });
  const cut = { ...seen, y1: camera.height };
  expect(seen.y1).toBeLessThan(camera.height - 5);
  expect(off(seen, 2.6, 0)).toBeLessThan(0.12);
  expect(off(seen, 2.6, 0)).toBeLessThan(off(cut, 2.6, 0));
});

test('whoever is cut off by the frame is placed less surely', () => {
  const whole = placed(camera, boxOf({ x: 2.6, y: 0, height: 1.75 }))!;
  const cut = placed(camera, { ...boxOf({ x: 2.6, y: 0, height: 1.75 }), y1: camera.height })!;
  expect(cut.cov[0]).toBeGreaterThan(1.5 * whole.cov[0]);
});

test('an outstretched arm widens the doubt across the view, enough to cover its error', () => {
  const box = boxOf({ x: 2.6, y: 0, height: 1.75 });
  const reaching = { ...box, x1: box.x1 + 60 };
  const fix = placed(camera, reaching)!;
  expect(Math.abs(fix.at.y)).toBeLessThan(2 * Math.sqrt(fix.cov[3]));
  expect(fix.cov[3]).toBeGreaterThan(2 * placed(camera, box)!.cov[3]);
});

test('a box that says nothing is nowhere', () => {
  expect(placePerson(camera, { x0: 0, y0: 0, x1: 640, y1: 360 })).toEqual([]);
  const level = ceilingCamera({ at: [0, 0, 1], tilt: 0.05 });
  expect(placePerson(level, { x0: 300, y0: 20, x1: 320, y1: 60 })).toEqual([]);
});

describe('a box that does not tell by itself', () => {
  /** The box of somebody, from the shoulders to as high over the floor as a fixture hides them. */
  const cutAt = (who: { x: number; y: number; height: number }, z: number): Box => {
    const whole = boxOf(who);
    const foot = projectToImage(camera, { x: who.x, y: who.y, z })!;
    return { ...whole, y1: foot.y };
  };
  /** The nearest of the places, m. */
  const nearest = (places: readonly LikelyPlace[], x: number, y: number) =>
    Math.min(...places.map(({ at }) => Math.hypot(at.x - x, at.y - y)));
  const oftenHidden: HiddenFeet = () => 0.5;

  test('of somebody hidden to the hip, has the place where they stand among its places', () => {
    const box = cutAt({ x: 2.6, y: 0.2, height: 1.75 }, 0.9);
    expect(nearest(placePerson(camera, box, oftenHidden), 2.6, 0.2)).toBeLessThan(0.1);
    // As if it ended at the feet, they stand more than a metre further off.
    const feetSeen = placePerson(camera, box, () => 0);
    expect(nearest(feetSeen, 2.6, 0.2)).toBeGreaterThan(1);
  });

  test('of somebody who squats, has the place where they squat among its places', () => {
    const places = placePerson(camera, boxOf({ x: 2.6, y: 0, height: 1.1 }), oftenHidden);
    expect(nearest(places, 2.6, 0)).toBeLessThan(0.1);
    expect(places.length).toBeGreaterThan(1);
  });

  test('of somebody who squats before nothing that could hide them, has that place as the likeliest', () => {
    expect(off(boxOf({ x: 2.6, y: 0, height: 1.1 }), 2.6, 0)).toBeLessThan(0.1);
  });

  test('has places whose shares sum to 1, the likeliest first', () => {
    for (const z of [0, 0.3, 0.6, 0.9]) {
      const shares = placePerson(camera, cutAt({ x: 2.6, y: 0, height: 1.7 }, z), oftenHidden).map(
        ({ share }) => share,
      );
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.9);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(1 + 1e-9);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    }
  });
});
