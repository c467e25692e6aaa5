/**
 * How late a camera's clock is against the one a walk is known by: of a row of delays the one at which a single plane maps the
 * walk to where the camera saw the feet.
 *
 * The cost of a delay is that of MSAC: what does not fit costs no more than a mistake does. Source: P. H. S. Torr & A. Zisserman,
 * *MLESAC*, Computer Vision and Image Understanding 78 (2000) 138–156, §3.
 */
import type { FloorWalk } from '#core/calibration/floor-walk.ts';
import { MOST_LATE, type WalkFault } from '#core/calibration/walk-fault.ts';
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import { BODY_HEIGHT } from '#core/fusion/standing-body.ts';
import { findHomography } from '#core/geometry/homography.ts';

interface Delay {
  /** s */
  readonly seconds: number;
  /** In units of what a frame that fits as it should costs: 1 is right. */
  readonly cost: number;
}

/** Farther apart clocks are not looked for, s. */
export const MOST_APART = 60;
const COARSE = 0.2;
const FINE = 0.05;
/** So many frames are enough to find about where it is, and to find it by. */
const FRAMES = { coarse: 60, fine: 160 } as const;
/** Of a box' bottom, of its height. */
const FOOT_SIGMA = 0.05;
/** Squared, in standard deviations: two numbers a frame. */
const MISTAKE = 18;
/** A frame without a place on the floor costs half a mistake, and a minute of delay as much more on each frame. */
const UNKNOWN = MISTAKE / 2;
const FAR_COST = 0.5 / MOST_APART;
const LEAST_PAIRS = 15;
/** At the right delay a frame costs half of one, with mistakes and all. */
const FITS = 3;
/** Mistakes pull the plane away: it is found anew from what fitted best. */
const ROUNDS = 3;
const KEPT = 0.8;
/** A frame whose box has not moved by so much of its height since the one before says little. */
const MOVED = 0.08;

/** @returns The best; `null` when at no delay enough is seen at once. */
export function findDelay(walk: FloorWalk, boxes: readonly WalkerBox[], height: number): Delay | null {
  const feet = movingFeet(boxes, height);
  if (feet.length < LEAST_PAIRS) return null;
  const least = Math.max(-MOST_APART, feet[0]!.time - walk.to);
  const most = Math.min(MOST_APART, feet.at(-1)!.time - walk.from);
  const all = evenly(feet, FRAMES.fine);
  // Most clocks are near each other; only where none of those delays fits is it worth to look far.
  const usual = tryDelays(walk, all, Math.max(least, -MOST_LATE), Math.min(most, MOST_LATE), COARSE);
  const fitting = cheapest(usual);
  const coarse =
    fitting !== null && usual[fitting]!.cost < FITS
      ? usual
      : [...usual, ...tryDelays(walk, evenly(feet, FRAMES.coarse), least, most, COARSE)];
  const around = cheapest(coarse);
  if (around === null) return null;
  const near = coarse[around]!.seconds;
  const fine = tryDelays(walk, all, near - 2 * COARSE, near + 2 * COARSE, FINE);
  const best = cheapest(fine);
  return best === null ? null : bottomAround(fine, best);
}

function tryDelays(walk: FloorWalk, feet: readonly Foot[], from: number, to: number, step: number): readonly Delay[] {
  const first = Math.ceil(from / step - 1e-6);
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-6) - first + 1) }, (_, i) => {
    const seconds = (first + i) * step;
    return { seconds, cost: costOf(walk, feet, seconds) };
  });
}

function cheapest(row: readonly Delay[]): number | null {
  const best = row.reduce((least, { cost }, i) => (cost < row[least]!.cost ? i : least), 0);
  return Number.isFinite(row[best]?.cost) ? best : null;
}

/** Where the parabola through the best and its neighbours is lowest. */
function bottomAround(row: readonly Delay[], at: number): Delay {
  const { seconds, cost } = row[at]!;
  const [before, after] = [row[at - 1]?.cost ?? Infinity, row[at + 1]?.cost ?? Infinity];
  const bend = before - 2 * cost + after;
  if (!Number.isFinite(bend) || bend <= 0) return { seconds, cost };
  return { seconds: seconds + (FINE * (before - after)) / (2 * bend), cost };
}

/** @returns Why no delay can be told; `null` when it can. */
export function judgeTimes(camera: string, walk: FloorWalk, boxes: readonly WalkerBox[]): WalkFault | null {
  const [first, last] = [boxes[0]!.time, boxes.at(-1)!.time];
  const between = Math.max(first - walk.to, walk.from - last);
  if (between > MOST_APART) return { kind: 'apart', camera, seconds: between };
  const moved = movingFeet(boxes, Infinity).length;
  return moved < LEAST_PAIRS ? { kind: 'still', camera, metres: moved * MOVED * BODY_HEIGHT.mean } : null;
}

/** @returns Why such a delay is not put up with; `null` when it is. */
export function judgeDelay(camera: string, late: number): WalkFault | null {
  return Math.abs(late) > MOST_LATE ? { kind: 'apart', camera, seconds: Math.abs(late) } : null;
}

interface Foot {
  readonly time: number;
  readonly x: number;
  readonly y: number;
  /** px */
  readonly tall: number;
}

/** Where the frame cuts the feet off they are not. */
function movingFeet(boxes: readonly WalkerBox[], height: number): readonly Foot[] {
  const seen = boxes
    .filter(({ box }) => box.y1 < height - 2)
    .map(({ time, box }) => ({ time, x: (box.x0 + box.x1) / 2, y: box.y1, tall: box.y1 - box.y0 }));
  let last: Foot | null = null;
  return seen.filter((foot) => {
    if (last !== null && Math.hypot(foot.x - last.x, foot.y - last.y) < MOVED * foot.tall) return false;
    last = foot;
    return true;
  });
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const every = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * every)]!);
}

/** @returns Infinity with too little to compare. */
function costOf(walk: FloorWalk, feet: readonly Foot[], late: number): number {
  const pairs = feet.flatMap((foot) => {
    const place = walk.at(foot.time - late);
    if (place === null) return [];
    const sigma = foot.tall * Math.hypot(FOOT_SIGMA, place.sigma / BODY_HEIGHT.mean);
    return [{ from: [place.x, place.y], to: [foot.x, foot.y], sigma } as const];
  });
  if (pairs.length < LEAST_PAIRS) return Infinity;
  const unknown = feet.length - pairs.length;
  let kept = pairs;
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const h = findHomography(kept);
    if (h === null) break;
    const misses = pairs.map(({ from: [x, y], to: [u, v], sigma }) => {
      const w = h[6]! * x + h[7]! * y + h[8]!;
      const dx = (h[0]! * x + h[1]! * y + h[2]!) / w - u;
      const dy = (h[3]! * x + h[4]! * y + h[5]!) / w - v;
      return Math.min(MISTAKE, (dx * dx + dy * dy) / sigma ** 2);
    });
    const sum = misses.reduce((all, miss) => all + miss, 0);
    least = Math.min(least, (sum + UNKNOWN * unknown) / (2 * feet.length) + FAR_COST * Math.abs(late));
    const border = misses.toSorted((a, b) => a - b)[Math.floor(KEPT * misses.length)]!;
    kept = pairs.filter((_, i) => misses[i]! <= border);
  }
  return least;
}
