/**
 * How late a camera's clock is against the one a walk is known by: of a row of delays the one at which a single plane maps the
 * walk to where the camera saw the feet; or the head, where shelves hide feet and the frame cuts off no heads.
 */
import type { FloorWalk } from '#core/calibration/floor-walk.ts';
import { MOST_LATE, type WalkFault } from '#core/calibration/walk-fault.ts';
import { MISTAKE, type PlanePair, leastMisses } from '#core/calibration/walk-plane.ts';
import type { WalkerBox } from '#core/calibration/walker-boxes.ts';
import { BODY_HEIGHT } from '#core/fusion/standing-body.ts';

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
/** Of a box' end, of its height. */
const END_SIGMA = 0.05;
/** A frame without a place on the floor costs half a mistake, and a minute of delay as much more on each frame. */
const UNKNOWN = MISTAKE / 2;
const FAR_COST = 0.5 / MOST_APART;
const LEAST_PAIRS = 15;
/** At the right delay a frame costs half of one, with mistakes and all. */
const FITS = 3;
/** A frame whose box has not moved by so much of its height since the one before says little. */
const MOVED = 0.08;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;

/** @returns The best; `null` when at no delay enough is seen at once. */
export function findDelay(walk: FloorWalk, boxes: readonly WalkerBox[], height: number): Delay | null {
  const ends = [movingFeet(boxes, height), movingHeads(boxes)].filter((marks) => marks.length >= LEAST_PAIRS);
  // Most clocks are near each other; only where none of those delays fits is it worth to look far.
  const near = ends.map((marks): Search => ({ marks, row: tryDelays(walk, marks, FRAMES.fine, MOST_LATE) }));
  const found = fitting(near);
  const best =
    found !== null && found.delay.cost < FITS
      ? found
      : fitting([...near, ...ends.map((marks) => ({ marks, row: tryDelays(walk, marks, FRAMES.coarse, MOST_APART) }))]);
  if (best === null) return null;
  const all = evenly(best.marks, FRAMES.fine);
  const { seconds } = best.delay;
  const fine = costsBetween(walk, all, seconds - 2 * COARSE, seconds + 2 * COARSE, FINE);
  const least = cheapest(fine);
  return least === null ? null : bottomAround(fine, least);
}

interface Search {
  readonly marks: readonly Mark[];
  readonly row: readonly Delay[];
}

/** Where the least of all costs is. */
function fitting(searches: readonly Search[]): { readonly marks: readonly Mark[]; readonly delay: Delay } | null {
  const found = searches.flatMap(({ marks, row }) => {
    const least = cheapest(row);
    return least === null ? [] : [{ marks, delay: row[least]! }];
  });
  return found.toSorted((a, b) => a.delay.cost - b.delay.cost)[0] ?? null;
}

/** @param count - So many of the marks. @param apart - Up to so long either way, s. */
function tryDelays(walk: FloorWalk, marks: readonly Mark[], count: number, apart: number): readonly Delay[] {
  const from = Math.max(-apart, marks[0]!.time - walk.to);
  const to = Math.min(apart, marks.at(-1)!.time - walk.from);
  return costsBetween(walk, evenly(marks, count), from, to, COARSE);
}

function costsBetween(
  walk: FloorWalk,
  marks: readonly Mark[],
  from: number,
  to: number,
  step: number,
): readonly Delay[] {
  const first = Math.ceil(from / step - 1e-6);
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-6) - first + 1) }, (_, i) => {
    const seconds = (first + i) * step;
    return { seconds, cost: costOf(walk, marks, seconds) };
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

/** Feet, or a head, in the picture. */
interface Mark {
  readonly time: number;
  readonly x: number;
  readonly y: number;
  /** px */
  readonly tall: number;
}

/** Where the frame cuts the feet off they are not. */
function movingFeet(boxes: readonly WalkerBox[], height: number): readonly Mark[] {
  const seen = boxes.filter(({ box }) => box.y1 < height - CUT);
  return moving(seen.map(({ time, box }) => ({ time, x: (box.x0 + box.x1) / 2, y: box.y1, tall: box.y1 - box.y0 })));
}

function movingHeads(boxes: readonly WalkerBox[]): readonly Mark[] {
  const seen = boxes.filter(({ box }) => box.y0 > CUT);
  return moving(seen.map(({ time, box }) => ({ time, x: (box.x0 + box.x1) / 2, y: box.y0, tall: box.y1 - box.y0 })));
}

function moving(marks: readonly Mark[]): readonly Mark[] {
  let last: Mark | null = null;
  return marks.filter((mark) => {
    if (last !== null && Math.hypot(mark.x - last.x, mark.y - last.y) < MOVED * mark.tall) return false;
    last = mark;
    return true;
  });
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const every = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * every)]!);
}

/** @returns Infinity with too little to compare. */
function costOf(walk: FloorWalk, marks: readonly Mark[], late: number): number {
  const pairs = marks.flatMap((mark): readonly PlanePair[] => {
    const place = walk.at(mark.time - late);
    if (place === null) return [];
    const sigma = mark.tall * Math.hypot(END_SIGMA, place.sigma / BODY_HEIGHT.mean);
    return [{ from: [place.x, place.y], to: [mark.x, mark.y], sigma }];
  });
  if (pairs.length < LEAST_PAIRS) return Infinity;
  const unknown = marks.length - pairs.length;
  return (leastMisses(pairs) + UNKNOWN * unknown) / (2 * marks.length) + FAR_COST * Math.abs(late);
}
