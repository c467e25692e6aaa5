import { expect, test } from 'vitest';
import { placePerson } from '#core/fusion/place-person.ts';
import { bodyEdges } from '#core/fusion/standing-body.ts';
import { ANYBODY, type Stature, learnStature, unlikeStature } from '#core/fusion/stature.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

const told = (mean: number, sigma = 0.08): Stature => ({ mean, variance: sigma ** 2 });
const learnt = (mean: number, boxes: number): Stature =>
  Array.from({ length: boxes }).reduce<Stature>((known) => learnStature(known, told(mean)), ANYBODY);

test('of a box with head and feet in it the height is told, whoever is usual', () => {
  const camera = ceilingCamera({ tilt: 0.4 });
  for (const height of [1.55, 1.75, 1.95]) {
    const [x0, y0, x1, y1] = bodyEdges(camera, { x: 4, y: 0.3, height })!;
    expect(placePerson(camera, { x0, y0, x1, y1 })[0]!.tall!.mean).toBeCloseTo(height, 1);
  }
});

test('twenty boxes tell somebody to two centimetres, and more of them no better', () => {
  expect(learnt(1.6, 20).mean).toBeCloseTo(1.6, 1);
  expect(Math.sqrt(learnt(1.6, 20).variance)).toBeCloseTo(0.02, 2);
  expect(learnt(1.6, 500).variance).toBe(0.02 ** 2);
});

test('what is told of them speaks for them, what is told of somebody taller against them, and of nobody known it says nothing', () => {
  const small = learnt(1.6, 20);
  expect(unlikeStature(small, told(1.6), false)).toBeLessThan(-0.5);
  expect(unlikeStature(small, told(1.85), false)).toBeGreaterThan(2);
  expect(unlikeStature(ANYBODY, told(1.85), false)).toBeCloseTo(0, 9);
});

test('one wrong box is not held against somebody for long, and where two people may be in it even less', () => {
  const small = learnt(1.6, 20);
  expect(unlikeStature(small, told(3), false)).toBeLessThan(5);
  expect(unlikeStature(small, told(3), true)).toBeLessThan(1.5);
});
