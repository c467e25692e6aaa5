import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poseBody } from '#core/simulation/body/pose-body.ts';
import { proportionsOf, reachOf } from '#core/simulation/body/proportions.ts';
import { strideLength } from '#core/simulation/body/stride.ts';
import { distance } from '#core/simulation/body/vector.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';
import type { HandMoment, Person, PersonMoment } from '#core/simulation/moment.ts';

const idle: HandMoment = { at: null, holds: null };

const somebody = fc.record({
  height: fc.double({ min: 1, max: 2, noNaN: true }),
  build: fc.double({ min: 0.85, max: 1.3, noNaN: true }),
  walk: fc.integer({ min: 0, max: 1e6 }),
});

const person = ({ height, build, walk }: { height: number; build: number; walk: number }): Person => {
  return { id: 'a', role: 'shopper', height, build, walk, look: 1, bag: 'none' };
};

const standing: PersonMoment = {
  person: 0,
  x: 2,
  y: 3,
  heading: 0.7,
  speed: 0,
  stride: 0.2,
  crouch: 0,
  bend: 0,
  gaze: 0,
  left: idle,
  right: idle,
};

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyMoment = fc
  .record({
    heading: between(-3, 3),
    speed: between(0, 1.6),
    stride: between(0, 9),
    crouch: between(0, 1),
    bend: between(0, 1),
    at: fc.option(fc.record({ x: between(1, 3), y: between(2, 4), z: between(0, 2) })),
  })
  .map(({ at, ...rest }): PersonMoment => ({ ...standing, ...rest, right: { at, holds: null } }));

describe('a body', () => {
  it('keeps the lengths of its bones, whatever it does', () => {
    fc.assert(
      fc.property(somebody, anyMoment, (who, moment) => {
        const { lengths, arms, legs } = poseBody(person(who), moment);
        for (const side of SIDES) {
          const { shoulder, elbow, wrist, fingertip } = arms[side];
          const { hip, knee, ankle } = legs[side];
          expect(distance(shoulder, elbow)).toBeCloseTo(lengths.upperArm, 6);
          expect(distance(elbow, wrist)).toBeCloseTo(lengths.forearm, 6);
          expect(distance(wrist, fingertip)).toBeCloseTo(lengths.hand, 6);
          expect(distance(hip, knee)).toBeCloseTo(lengths.thigh, 6);
          expect(distance(knee, ankle)).toBeCloseTo(lengths.shin, 6);
        }
      }),
    );
  });

  it('stands on the floor and never sinks into it', () => {
    fc.assert(
      fc.property(somebody, between(0, 1.5), between(0, 9), (who, speed, stride) => {
        const { legs } = poseBody(person(who), { ...standing, speed, stride });
        const soles = SIDES.flatMap((side) => [legs[side].heel.z, legs[side].ball.z]);
        expect(Math.min(...soles)).toBeGreaterThan(-0.015);
        expect(Math.min(...soles)).toBeLessThan(0.03);
      }),
    );
  });

  it('is as tall as it is said to be when it stands upright', () => {
    fc.assert(
      fc.property(somebody, (who) => {
        const { crown } = poseBody(person(who), standing);
        expect(crown.z).toBeGreaterThan(who.height * 0.95);
        expect(crown.z).toBeLessThan(who.height * 1.01);
      }),
    );
  });

  it('has a foot that stands still on the floor while the body walks over it', () => {
    const who = person({ height: 1.75, build: 1, walk: 3 });
    const speed = 1.2;
    const long = strideLength(who.height, speed);
    // A fifth to a half of a stride after the left heel came down the whole foot is on the floor.
    const balls = [0.2, 0.25, 0.3, 0.35].map((phase) => {
      const moment = { ...standing, heading: 0, x: phase * long, y: 0, speed, stride: phase };
      return poseBody(who, moment).legs.left.ball.x;
    });
    expect(Math.max(...balls) - Math.min(...balls)).toBeLessThan(0.02);
  });
});

describe('a hand', () => {
  it('is where it shall be when that is within the length of the arm', () => {
    const who = person({ height: 1.75, build: 1, walk: 3 });
    const { shoulder } = poseBody(who, standing).arms.right;
    const reach = reachOf(proportionsOf(who));
    fc.assert(
      fc.property(between(0, 6.28), between(-1, 1), between(0.45, 0.97), (angle, up, share) => {
        const flat = Math.sqrt(1 - up * up);
        const at = {
          x: shoulder.x + reach * share * flat * Math.cos(angle),
          y: shoulder.y + reach * share * flat * Math.sin(angle),
          z: shoulder.z + reach * share * up,
        };
        const { arms } = poseBody(who, { ...standing, right: { at, holds: null } });
        expect(distance(arms.right.hand, at)).toBeLessThan(0.001);
      }),
    );
  });

  it('comes where the arm alone is too short, because the trunk bends and turns', () => {
    const who = person({ height: 1.75, build: 1, walk: 3 });
    for (const [ahead, up] of [
      [0.95, 1.3],
      [0.8, 0.8],
      [0.6, 0.5],
    ] as const) {
      const at = { x: 2 + ahead * Math.cos(0.7), y: 3 + ahead * Math.sin(0.7), z: up };
      const { arms } = poseBody(who, { ...standing, right: { at, holds: null } });
      expect(distance(arms.right.hand, at)).toBeLessThan(0.03);
    }
  });
});
