import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '#core/math/seeded.ts';
import { micros } from '#core/time/micros.ts';
import { EVERY, type LumaSamples } from '#engines/scheduling/luma-samples.ts';
import { MotionGate } from '#engines/scheduling/motion-gate.ts';

const [WIDTH, HEIGHT] = [80, 60];
const PERIOD = 66_667;

interface World {
  /** Standard deviation of the sensor's noise, grey levels. */
  readonly noise?: number;
  /** What is added to every pixel, grey levels, by frame. */
  readonly light?: (frame: number) => number;
  /** A bright thing in the picture by frame, px; `null` while it is away. */
  readonly thing?: (frame: number) => { readonly x: number; readonly y: number; readonly size: number } | null;
  readonly contrast?: number;
  /** Samples under a mask. */
  readonly hidden?: Uint8Array;
}

/** @returns Of each frame whether the gate saw motion. */
function watch(frames: number, { noise = 0, light = () => 0, thing = () => null, contrast = 60, hidden }: World) {
  const gate = new MotionGate();
  const draw = seeded(7);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const verdicts = Array.from({ length: frames }, (_, frame) => {
    const [at, brighter] = [thing(frame), light(frame)];
    const values = Uint8ClampedArray.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const [x, y] = [((i % WIDTH) + 0.5) * EVERY, (Math.floor(i / WIDTH) + 0.5) * EVERY];
      const inside = at !== null && x >= at.x && x < at.x + at.size && y >= at.y && y < at.y + at.size;
      const scene = 60 + 80 * ((Math.floor(x / 40) + Math.floor(y / 40)) % 2);
      return scene + brighter + (inside ? contrast : 0) + noise * gauss();
    });
    const samples: LumaSamples = {
      values: new Uint8Array(values),
      means: () => new Uint8Array(values),
      hidden: hidden ?? new Uint8Array(WIDTH * HEIGHT),
      width: WIDTH,
      height: HEIGHT,
    };
    return gate.judge(samples, micros(frame * PERIOD));
  });
  return { verdicts, gate };
}

/** Frames until the gate knows the place. */
const KNOWN = 60;

test('the first frame is motion: nothing is known of the place yet', () => {
  expect(watch(3, {}).verdicts).toEqual([true, false, false]);
});

test.each([0, 2, 5, 9])('noise of %s grey levels is no motion once it is known', (noise) => {
  const { verdicts, gate } = watch(200, { noise });
  expect(verdicts.slice(KNOWN).filter(Boolean).length).toBeLessThanOrEqual(1);
  expect(gate.noise).toBeLessThan(Math.max(1, 1.4 * noise));
});

test.each([
  ['the sun goes down', (frame: number) => -frame / 15],
  ['a cloud passes', (frame: number) => 30 * Math.sin(frame / 30)],
  ['the camera settles on another exposure', (frame: number) => Math.min(40, Math.max(0, 4 * (frame - 200)))],
])('light that changes is no motion: %s', (_, light) => {
  const { verdicts } = watch(300, { noise: 3, light });
  expect(verdicts.slice(KNOWN).filter(Boolean).length).toBeLessThanOrEqual(1);
});

test('a light that is switched on is motion', () => {
  const { verdicts } = watch(100, { noise: 3, light: (frame) => (frame < 80 ? 0 : 50) });
  expect(verdicts[80]).toBe(true);
});

test('whatever comes into the picture is seen in its first frame, wherever and however large it is', () => {
  const things = fc.record({
    size: fc.integer({ min: 24, max: 400 }),
    x: fc.double({ min: 0, max: 600, noNaN: true }),
    y: fc.double({ min: 0, max: 440, noNaN: true }),
    contrast: fc.constantFrom(-50, 50, 90),
    noise: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(things, ({ size, x, y, contrast, noise }) => {
      const there = { x: Math.min(x, 640 - size), y: Math.min(y, 480 - Math.min(size, 480)), size };
      const { verdicts } = watch(42, { noise, contrast, thing: (frame) => (frame < 40 ? null : there) });
      expect(verdicts.slice(40)).toEqual([true, true]);
    }),
    { numRuns: 40 },
  );
});

test('whoever walks is seen in every frame, and for as long as they walk', () => {
  const thing = (frame: number) => (frame < 80 ? null : { x: 3 * (frame - 80), y: 200, size: 60 });
  const { verdicts } = watch(200, { noise: 4, thing });
  expect(verdicts.slice(80).every(Boolean)).toBe(true);
});

test('whoever stands still is news for a while only, and is news again when they go', () => {
  const thing = (frame: number) => (frame < 80 || frame >= 200 ? null : { x: 300, y: 200, size: 60 });
  const { verdicts } = watch(210, { noise: 3, thing });
  expect(verdicts.slice(80, 90).every(Boolean)).toBe(true);
  expect(verdicts.slice(120, 200).some(Boolean)).toBe(false);
  expect(verdicts[200]).toBe(true);
});

test('what moves under a mask is seen by nobody', () => {
  const hidden = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH < 40 ? 1 : 0));
  const behind = watch(100, {
    hidden,
    thing: (frame) => (frame < 70 ? null : { x: 5 * (frame - 70), y: 200, size: 90 }),
  });
  expect(behind.verdicts.slice(1).some(Boolean)).toBe(false);
  const beside = watch(100, { hidden, thing: (frame) => (frame < 70 ? null : { x: 400, y: 200, size: 90 }) });
  expect(beside.verdicts[70]).toBe(true);
});

test('a picture of another size begins anew', () => {
  const gate = new MotionGate();
  const samples = (width: number) => ({
    values: new Uint8Array(width),
    means: () => new Uint8Array(width),
    hidden: new Uint8Array(width),
    width,
    height: 1,
  });
  expect([gate.judge(samples(80), micros(0)), gate.judge(samples(40), micros(1))]).toEqual([true, true]);
});
