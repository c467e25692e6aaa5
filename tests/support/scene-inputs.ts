/** Scene inputs for tests: arbitrary ones, and a plain one of each kind. */
import fc from 'fast-check';
import { CONDITIONS } from '#core/detection/camera-condition.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';

const f32 = fc.float({ noNaN: true });
const time = fc.integer({ min: -(2 ** 49), max: 2 ** 49 }).map(micros);
/** Any string of 16-bit units, lone surrogates too. */
const id = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

const detection = fc.record({
  box: fc.record({ x0: f32, y0: f32, x1: f32, y1: f32 }),
  score: f32,
  classId: fc.nat(),
});
/** Numbered from the time on at which somebody began to compare, ms since 1970. */
const portrait = fc.integer({ min: 0, max: 2 ** 45 });
const likeness = fc.record({
  id: portrait,
  unlike: fc.array(fc.tuple(portrait, fc.nat(255)), { maxLength: 5 }).map((all) => new Map(all)),
});
const person = fc.record({
  id,
  at: fc.tuple(f32, f32).map(([x, y]) => groundPoint(x, y)),
  cov: fc.tuple(f32, f32, f32, f32),
  hands: fc.array(fc.record({ x: f32, y: f32, z: f32 }), { maxLength: 3 }),
});
/** What a scale may send: jittering ticks, disorder, and a clock that has lost its mind. */
const sampleTime = fc.oneof(
  { weight: 8, arbitrary: fc.nat(40_000_000) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(-0, NaN, Infinity, Number.MAX_SAFE_INTEGER) },
);
const readings = fc
  .tuple(id, time, fc.array(fc.tuple(sampleTime, fc.float()), { maxLength: 40 }))
  .map(([sensor, time, samples]) => ({
    kind: 'readings' as const,
    sensor,
    time,
    times: Float64Array.from(samples, ([t]) => t),
    values: Float32Array.from(samples, ([, value]) => value),
  }));

const outcome = fc.record({ shopper: id, gtin: id, quantity: fc.integer({ min: -9, max: 9 }) });

const said = { operator: id, reason: id };

export const anySceneInput: fc.Arbitrary<SceneInput> = fc.oneof(
  fc.record({ kind: fc.constant('camera'), camera: id, time, detections: fc.array(detection, { maxLength: 6 }) }),
  fc.record({
    kind: fc.constant('camera'),
    camera: id,
    time,
    detections: fc.array(detection, { maxLength: 6 }),
    likenesses: fc.array(fc.tuple(fc.nat(), likeness), { maxLength: 3 }).map((all) => new Map(all)),
  }),
  fc.record({ kind: fc.constant('people'), source: id, time, people: fc.array(person, { maxLength: 4 }) }),
  readings,
  fc.record({ kind: fc.constant('condition'), camera: id, time, condition: fc.constantFrom(...CONDITIONS) }),
  fc.record({ kind: fc.constant('action'), time, action: fc.constant('end-session') }),
  fc.record({
    kind: fc.constant('action'),
    time,
    action: fc.constant('correct'),
    interaction: id,
    operator: id,
    reason: id,
    outcome: fc.option(outcome),
  }),
  fc.record({ kind: fc.constant('action'), time, action: fc.constant('add'), operator: id, reason: id, outcome }),
  fc.record({
    kind: fc.constant('action'),
    time,
    action: fc.constant('take-back'),
    operator: id,
    reason: id,
    entry: fc.nat(),
  }),
  fc.record({ kind: fc.constant('action'), time, action: fc.constant('merge'), shopper: id, into: id, ...said }),
  fc.record({ kind: fc.constant('action'), time, action: fc.constant('split'), shopper: id, at: time, ...said }),
  fc.record({
    kind: fc.constant('action'),
    time,
    action: fc.constant('swap'),
    shopper: id,
    other: id,
    at: time,
    ...said,
  }),
  fc.record({ kind: fc.constant('action'), time, action: fc.constant('take-back-identity'), entry: fc.nat(), ...said }),
);

/** One input of each kind around second `n`; different for every `n`. */
export function inputsAround(n: number): readonly SceneInput[] {
  const time = (offset: number) => micros(n * 1_000_000 + offset);
  return [
    {
      kind: 'camera',
      camera: 'cam1',
      time: time(0),
      detections: [{ box: { x0: n, y0: 0.5, x1: n + 20, y1: 80 }, score: 0.5, classId: 0 }],
    },
    {
      kind: 'people',
      source: 'targets',
      time: time(10),
      people: [{ id: '7', at: groundPoint(n, 1), cov: [0.25, 0, 0, 0.25], hands: [{ x: n, y: 1, z: 1.25 }] }],
    },
    {
      kind: 'readings',
      sensor: 'plate-3',
      time: time(33_334),
      times: Float64Array.of(time(0), time(33_334), time(16_667)),
      values: Float32Array.of(410.5, NaN, n),
    },
  ];
}

/** A recorded session of `seconds`: as {@link inputsAround}, and then the end. */
export function recordedInputs(seconds: number): readonly SceneInput[] {
  const inputs = Array.from({ length: seconds }, (_, n) => inputsAround(n)).flat();
  return [...inputs, { kind: 'action', time: micros(seconds * 1_000_000), action: 'end-session' }];
}
