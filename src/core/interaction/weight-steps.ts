/**
 * Finds where the level of a plate changes.
 *
 * A plate stands when the last ten slices, without the lowest and the highest, spread no more than its own noise does,
 * or by no more than a small share of the change;
 * its level is then their median. It is compared with what the plate is known to carry (its account), which follows
 * slow drift but nothing faster. A level beyond the noise of a median is a change; back at the account it was a touch.
 * The account moves only when a change has been explained, so a mistake made once is not carried on.
 *
 * Source: the decision is a two-sided test of a running median against a baseline, after M. Basseville & I. V. Nikiforov,
 * *Detection of Abrupt Changes* (1993), §2.1; noise by the median of successive differences, as in P. J. Rousseeuw &
 * C. Croux, JASA 88 (1993) 1273–1283, tracked with the sign steps of L. Tierney, SIAM J. Sci. Stat. Comput. 4 (1983) 706–711.
 */
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** Slices a level is the median of. */
const WINDOW = 10;
/** Noise no scale stays under, g: its resolution. */
const RESOLUTION = 0.5;
/** Median of |a − b| over the σ of two normal values a and b. */
const DIFFERENCE_TO_SIGMA = 1 / (0.6745 * Math.SQRT2);
/** σ of the difference of two medians of ten values, over the σ of a value. */
const LEVEL_SIGMA = 0.5;
/** A level that moved by this much of the least change has not arrived yet. */
const CREEP = 0.8;

const LEARNING = 0;
/** At its account. */
export const QUIET = 1;
/** No level to read: something moves on it. */
export const MOVING = 2;
/** Stands at another level. */
export const CHANGED = 3;

/** All plates, one array a quantity, so that a step copies a few arrays and not a thousand objects. Times in µs. */
export interface PlateLevels {
  /** The last ten slices of each plate, and their times. */
  readonly values: Float64Array;
  readonly times: Float64Array;
  /** Slices read so far. */
  readonly seen: Uint32Array;
  readonly status: Uint8Array;
  /** Median of the absolute difference of successive slices, g. */
  readonly noise: Float64Array;
  /** What the plate is known to carry, g. */
  readonly account: Float64Array;
  /** Median of the last slices, g. */
  readonly level: Float64Array;
  /** The level when it arrived; a level that creeps away from it has not arrived yet, g. */
  readonly stood: Float64Array;
  /** Since when it has not crept away from there. */
  readonly since: Float64Array;
  /** When it left its account. */
  readonly left: Float64Array;
  /** When its present level began. */
  readonly arrived: Float64Array;
  /** Furthest from its account since it left it, g. */
  readonly peak: Float64Array;
}

export function createLevels(plates: number): PlateLevels {
  const numbers = () => new Float64Array(plates);
  return {
    values: new Float64Array(plates * WINDOW),
    times: new Float64Array(plates * WINDOW),
    seen: new Uint32Array(plates),
    status: new Uint8Array(plates),
    noise: numbers(),
    account: numbers(),
    level: numbers(),
    stood: numbers(),
    since: numbers(),
    left: numbers(),
    arrived: numbers(),
    peak: numbers(),
  };
}

export function copyLevels(levels: PlateLevels): PlateLevels {
  return {
    values: levels.values.slice(),
    times: levels.times.slice(),
    seen: levels.seen.slice(),
    status: levels.status.slice(),
    noise: levels.noise.slice(),
    account: levels.account.slice(),
    level: levels.level.slice(),
    stood: levels.stood.slice(),
    since: levels.since.slice(),
    left: levels.left.slice(),
    arrived: levels.arrived.slice(),
    peak: levels.peak.slice(),
  };
}

/** σ of a slice of this plate, g. */
function sliceSigma(levels: PlateLevels, plate: number): number {
  return Math.max(RESOLUTION, levels.noise[plate]! * DIFFERENCE_TO_SIGMA);
}

/** σ of the plate's level against its account, g. */
export function levelSigma(levels: PlateLevels, plate: number): number {
  return LEVEL_SIGMA * sliceSigma(levels, plate);
}

/** The least change of this plate that is one, g. */
export function leastChange(levels: PlateLevels, plate: number, parameters: InteractionParameters): number {
  return Math.max(parameters.leastStep, parameters.significance * levelSigma(levels, plate));
}

/** What is on the plate now is what it is known to carry. */
export function settleAccount(levels: PlateLevels, plate: number): void {
  levels.account[plate] = levels.level[plate]!;
  levels.status[plate] = QUIET;
  levels.peak[plate] = 0;
}

/** The window at hand, sorted. Scratch: overwritten by every slice, never read across two. */
const sorted = new Float64Array(WINDOW);

/** By insertion: for ten numbers five times as fast as the built-in sort. */
function sortWindow(values: Float64Array, first: number): void {
  for (let i = 0; i < WINDOW; i++) {
    const value = values[first + i]!;
    let at = i;
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    sorted[at] = value;
  }
}

/**
 * Reads one slice of one plate, in place.
 *
 * @param value - g; NaN when the scale said nothing, which changes nothing.
 */
export function stepLevel(
  levels: PlateLevels,
  plate: number,
  time: number,
  value: number,
  parameters: InteractionParameters,
): void {
  if (Number.isNaN(value)) return;
  const first = plate * WINDOW;
  const seen = levels.seen[plate]!;
  const before = seen === 0 ? value : levels.values[first + ((seen - 1) % WINDOW)]!;
  levels.values[first + (seen % WINDOW)] = value;
  levels.times[first + (seen % WINDOW)] = time;
  levels.seen[plate] = seen + 1;
  if (seen + 1 < WINDOW) return;

  sortWindow(levels.values, first);
  const middle = (sorted[WINDOW / 2 - 1]! + sorted[WINDOW / 2]!) / 2;
  if (levels.status[plate] === LEARNING) {
    learn(levels, plate, middle);
    return;
  }
  const sigma = sliceSigma(levels, plate);
  const spread = sorted[WINDOW - 2]! - sorted[1]!;
  const least = leastChange(levels, plate, parameters);
  const change = middle - levels.account[plate]!;
  // What is left on a plate may rock for a while: beside a change this large that does not matter.
  const bearable = parameters.rocking * Math.abs(change);
  const stands = spread <= Math.max(parameters.steadiness * sigma + RESOLUTION, bearable);
  const was = levels.status[plate]!;

  learnNoise(levels, plate, Math.abs(value - before), seen, was === QUIET);
  if (was !== QUIET) levels.peak[plate] = Math.max(levels.peak[plate]!, Math.abs(value - levels.account[plate]!));
  if (!stands) {
    if (was === QUIET) leave(levels, plate, time, least);
    levels.status[plate] = MOVING;
    return;
  }
  levels.level[plate] = middle;
  if (Math.abs(change) <= least) {
    levels.status[plate] = QUIET;
    const most = (parameters.drift * parameters.slice) / 1000;
    levels.account[plate]! += Math.max(-most, Math.min(most, 0.1 * change));
    return;
  }
  if (was === QUIET) leave(levels, plate, time, least);
  const elsewhere = Math.abs(middle - levels.stood[plate]!) > Math.max(CREEP * least, bearable);
  if (elsewhere || was === QUIET || levels.arrived[plate]! < levels.left[plate]!) {
    levels.arrived[plate] = firstNear(levels, plate, middle, 3 * sigma);
    levels.stood[plate] = middle;
    levels.since[plate] = time;
  }
  levels.status[plate] = CHANGED;
}

/** A plate that has not stood for this long is what it is now: its noise is learnt anew. */
export function relearnRestless(levels: PlateLevels, plate: number, time: number): void {
  const RESTLESS = 20 * MICROS_PER_SECOND;
  if (levels.status[plate] !== MOVING || time - levels.left[plate]! < RESTLESS) return;
  levels.noise[plate] = differences(levels, plate);
}

function learn(levels: PlateLevels, plate: number, middle: number): void {
  // Nine differences may be quieter than the plate is: better to start a little deaf than restless.
  levels.noise[plate] = 1.3 * differences(levels, plate);
  levels.account[plate] = middle;
  levels.level[plate] = middle;
  levels.status[plate] = QUIET;
}

/** Steps towards the median of the differences: as many lie above it as below. */
function learnNoise(levels: PlateLevels, plate: number, difference: number, seen: number, quiet: boolean): void {
  const noise = Math.max(levels.noise[plate]!, RESOLUTION / 2);
  const rate = quiet ? (seen < 50 ? 0.08 : 0.02) : 0.004;
  levels.noise[plate] = noise * (difference > noise ? 1 + rate : 1 - rate);
}

function differences(levels: PlateLevels, plate: number): number {
  const first = plate * WINDOW;
  const newest = (levels.seen[plate]! - 1) % WINDOW;
  const all: number[] = [];
  for (let age = 0; age + 1 < WINDOW; age++) {
    const a = levels.values[first + ((newest - age + WINDOW) % WINDOW)]!;
    const b = levels.values[first + ((newest - age - 1 + WINDOW) % WINDOW)]!;
    all.push(Math.abs(a - b));
  }
  return all.sort((a, b) => a - b)[(WINDOW - 2) / 2]!;
}

/** Looks back for the slice that was first away from the account. */
function leave(levels: PlateLevels, plate: number, time: number, least: number): void {
  const first = plate * WINDOW;
  const seen = levels.seen[plate]!;
  const far = Math.max(least, 3 * sliceSigma(levels, plate));
  let left = time;
  let peak = 0;
  for (let at = Math.max(0, seen - WINDOW); at < seen; at++) {
    const distance = Math.abs(levels.values[first + (at % WINDOW)]! - levels.account[plate]!);
    if (distance > far && peak <= far) left = levels.times[first + (at % WINDOW)]!;
    peak = Math.max(peak, distance);
  }
  levels.left[plate] = left;
  levels.peak[plate] = peak;
}

function firstNear(levels: PlateLevels, plate: number, level: number, tolerance: number): number {
  const first = plate * WINDOW;
  const seen = levels.seen[plate]!;
  for (let at = seen - WINDOW; at < seen; at++) {
    if (Math.abs(levels.values[first + (at % WINDOW)]! - level) <= tolerance)
      return levels.times[first + (at % WINDOW)]!;
  }
  return levels.times[first + ((seen - 1) % WINDOW)]!;
}
