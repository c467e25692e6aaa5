/**
 * What OC-SORT draws from the observations of a track rather than from its filter.
 *
 * Source: Cao et al., *Observation-Centric SORT*, CVPR 2023: §4.1 (re-update), §4.2 (momentum).
 *
 * A track is a row of numbers, from `at` on, and is changed where it stands; boxes are as in `box-rows.ts`.
 */
import { WIDTH, predict, update } from '#core/tracking/kalman-xysr.ts';

/** After its motion: frames since it began; frames in a row with a detection, the first one not counted; frames since the newest. */
export const [AGE, STREAK, UNSEEN] = [WIDTH, WIDTH + 1, WIDTH + 2];
/** Where it goes in the image, of unit length, or 0 where nothing moved; NaN before the second observation. */
const [DX, DY] = [WIDTH + 3, WIDTH + 4];
/** Its motion as predicted for the first frame it was missed in; NaN while it is seen. */
const FROZEN = WIDTH + 5;
/** Its observations, oldest first: how many, and of each the age and the box. The one it began with is not among them. */
const COUNT = FROZEN + WIDTH;
const FIRST = COUNT + 1;
const OBSERVATION = 5;

/** Numbers of a track, with all observations that can still be asked for. */
export const rowWidth = (span: number): number => FIRST + Math.ceil(span) * OBSERVATION;

/** Seen for the first time. */
export function begin(numbers: Float64Array, at: number): void {
  numbers[at + AGE] = 0;
  numbers[at + STREAK] = 0;
  numbers[at + UNSEEN] = 0;
  numbers[at + DX] = NaN;
  numbers[at + DY] = NaN;
  numbers[at + FROZEN] = NaN;
  numbers[at + COUNT] = 0;
}

/**
 * @returns Where in `numbers` the box stands that was observed `span` frames ago; the oldest one after that where there is none;
 * the newest of all where the track was not seen for so long; -1 where it never was.
 */
export function observedBefore(numbers: Float64Array, at: number, span: number): number {
  const count = numbers[at + COUNT]! | 0;
  const since = numbers[at + AGE]! - span;
  let before = -1;
  for (let k = 0; k < count; k++) {
    before = at + FIRST + k * OBSERVATION;
    if (numbers[before]! >= since) break;
  }
  return before < 0 ? -1 : before + 1;
}

/** @returns Where in `numbers` the newest box stands, or -1. */
export function newestBox(numbers: Float64Array, at: number): number {
  const count = numbers[at + COUNT]! | 0;
  return count === 0 ? -1 : at + FIRST + (count - 1) * OBSERVATION + 1;
}

/** It was observed as box `i`: forgets what cannot be asked for any more, and where it went on from before. */
export function observe(numbers: Float64Array, at: number, span: number, boxes: Float64Array, i: number): void {
  turn(numbers, at, observedBefore(numbers, at, span), boxes, i);
  numbers[at + FROZEN] = NaN;
  const age = numbers[at + AGE]!;
  const count = numbers[at + COUNT]! | 0;
  let to = at + FIRST;
  for (let k = 0; k < count; k++) {
    const from = at + FIRST + k * OBSERVATION;
    if (!(numbers[from]! > age - span)) continue;
    for (let n = 0; n < OBSERVATION; n++) numbers[to + n] = numbers[from + n]!;
    to += OBSERVATION;
  }
  numbers[to] = age;
  for (let n = 0; n < 4; n++) numbers[to + 1 + n] = boxes[4 * i + n]!;
  numbers[at + COUNT] = (to - at - FIRST) / OBSERVATION + 1;
}

/** @param from - Where in `numbers` the box stands from which its direction is taken; -1 where there is none. */
function turn(numbers: Float64Array, at: number, from: number, boxes: Float64Array, i: number): void {
  if (from < 0) return;
  const x = (boxes[4 * i]! + boxes[4 * i + 2]! - numbers[from]! - numbers[from + 2]!) / 2;
  const y = (boxes[4 * i + 1]! + boxes[4 * i + 3]! - numbers[from + 1]! - numbers[from + 3]!) / 2;
  const length = Math.sqrt(x * x + y * y) + 1e-6;
  numbers[at + DX] = x / length;
  numbers[at + DY] = y / length;
}

/** The most that {@link readAgreement} gives. */
export const SAME_WAY = 0.5;

/**
 * How well going on from the box at `from` to box `i` keeps to a track's direction: from ½ for the same one to -½ for the opposite one;
 * 0 where it has none.
 *
 * @param agreement - Gets it as its first number: one that is returned would be allocated.
 */
export function readAgreement(
  numbers: Float64Array,
  at: number,
  from: number,
  boxes: Float64Array,
  i: number,
  agreement: Float64Array,
): void {
  const dx = numbers[at + DX]!;
  agreement[0] = 0;
  if (Number.isNaN(dx)) return;
  const x = (boxes[4 * i]! + boxes[4 * i + 2]! - numbers[from]! - numbers[from + 2]!) / 2;
  const y = (boxes[4 * i + 1]! + boxes[4 * i + 3]! - numbers[from + 1]! - numbers[from + 3]!) / 2;
  const cosine = (dx * x + numbers[at + DY]! * y) / (Math.sqrt(x * x + y * y) + 1e-6);
  agreement[0] = SAME_WAY - Math.acos(cosine > 1 ? 1 : cosine < -1 ? -1 : cosine) / Math.PI;
}

/** It was missed: from here it will be led on when it comes back. */
export function freeze(numbers: Float64Array, at: number): void {
  if (!Number.isNaN(numbers[at + FROZEN]!) || numbers[at + COUNT] === 0) return;
  for (let n = 0; n < WIDTH; n++) numbers[at + FROZEN + n] = numbers[at + n]!;
}

const between: Float64Array = new Float64Array(4);

/** Where it was missed: the filter as if it had gone evenly from its newest observation to box `i` and been seen all the time. */
export function reupdate(numbers: Float64Array, at: number, boxes: Float64Array, i: number): void {
  if (Number.isNaN(numbers[at + FROZEN]!)) return;
  for (let n = 0; n < WIDTH; n++) numbers[at + n] = numbers[at + FROZEN + n]!;
  const last = newestBox(numbers, at);
  const frames = numbers[at + AGE]! - numbers[last - 1]!;
  for (let k = 1; k <= frames; k++) {
    for (let n = 0; n < 4; n++) {
      between[n] = numbers[last + n]! + (k / frames) * (boxes[4 * i + n]! - numbers[last + n]!);
    }
    update(numbers, at, between, 0);
    if (k < frames) predict(numbers, at);
  }
}
