/**
 * What OC-SORT draws from the observations of a track rather than from its filter.
 *
 * Source: Cao et al., *Observation-Centric SORT*, CVPR 2023: §4.1 (re-update), §4.2 (momentum).
 */
import type { Box } from '#core/geometry/box.ts';
import { type Motion, predict, update } from '#core/tracking/kalman-xysr.ts';

export interface Observation {
  /** Frames since the track began. */
  readonly age: number;
  readonly box: Box;
}

/** Of unit length in the image, or 0 where nothing moved. */
export interface Direction {
  readonly x: number;
  readonly y: number;
}

/**
 * The observation `span` frames before `age`; the oldest one after that where there is none; the newest of all where the
 * track was not seen for so long.
 *
 * @param observations - Oldest first.
 */
export function observedBefore(observations: readonly Observation[], age: number, span: number): Observation | null {
  return observations.find((each) => each.age >= age - span) ?? observations.at(-1) ?? null;
}

/** Those that can still be asked for, with the newest. */
export function withObservation(
  observations: readonly Observation[],
  newest: Observation,
  span: number,
): readonly Observation[] {
  return [...observations.filter(({ age }) => age > newest.age - span), newest];
}

export function directionBetween(from: Box, to: Box): Direction {
  const x = (to.x0 + to.x1 - from.x0 - from.x1) / 2;
  const y = (to.y0 + to.y1 - from.y0 - from.y1) / 2;
  const length = Math.sqrt(x * x + y * y) + 1e-6;
  return { x: x / length, y: y / length };
}

/** The most that {@link agreement} gives. */
export const SAME_WAY = 0.5;

/** How well going on to `to` keeps to a direction: from ½ for the same one to -½ for the opposite one. */
export function agreement(direction: Direction, from: Box, to: Box): number {
  // As directionBetween, without making a direction: this is asked of every pair.
  const x = (to.x0 + to.x1 - from.x0 - from.x1) / 2;
  const y = (to.y0 + to.y1 - from.y0 - from.y1) / 2;
  const cosine = (direction.x * x + direction.y * y) / (Math.sqrt(x * x + y * y) + 1e-6);
  return SAME_WAY - Math.acos(cosine > 1 ? 1 : cosine < -1 ? -1 : cosine) / Math.PI;
}

/**
 * The filter as if the track had gone evenly from its last observation to the new one and been seen all the time.
 *
 * @param motion - As it was predicted for the first frame without a detection.
 */
export function reupdate(motion: Motion, last: Observation, now: Observation): Motion {
  const frames = now.age - last.age;
  let filter = motion;
  for (let i = 1; i <= frames; i++) {
    filter = update(filter, between(last.box, now.box, i / frames));
    if (i < frames) filter = predict(filter);
  }
  return filter;
}

function between(a: Box, b: Box, share: number): Box {
  const mix = (from: number, to: number) => from + share * (to - from);
  return { x0: mix(a.x0, b.x0), y0: mix(a.y0, b.y0), x1: mix(a.x1, b.x1), y1: mix(a.y1, b.y1) };
}
