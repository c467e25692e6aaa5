/**
 * The association of SORT, which OC-SORT keeps: as much summed similarity as all pairs together can have, and only then
 * are the pairs that overlap too little parted again.
 *
 * Source: Bewley et al., *Simple Online and Realtime Tracking*, ICIP 2016, §3.3. IoU is that of real-valued boxes.
 */
import type { Box } from '#core/geometry/box.ts';
import { assignLeast } from '#core/math/assignment.ts';

export interface Matching {
  /** For each detection the index of its track, or -1. */
  readonly trackOf: readonly number[];
  /** Detections without a track, in the order in which the method numbers new tracks: those parted again come last. */
  readonly unmatched: readonly number[];
}

/** What pairs are worth beside their overlap. */
interface Bonus {
  /** Of the pair of detection `d` and track `t`. */
  readonly of: (d: number, t: number) => number;
  /** No pair of detection `d` is worth more. */
  readonly most: (d: number) => number;
}

/** Kept from call to call because fresh memory costs more than the sums in it; nothing is read that was not just written. */
let overlaps = new Float64Array(0);
let costs = new Float64Array(0);
let corners = new Float64Array(0);

/**
 * @param minIou - Pairs below it are no match. Where those above it have no rivals, they are matched without more ado.
 * @param bonus - Counts in the assignment, not in the test against `minIou`.
 */
export function matchByIou(
  detections: readonly Box[],
  tracks: readonly Box[],
  minIou: number,
  bonus: Bonus | null = null,
): Matching {
  const { pairs, rivals } = overlap(detections, tracks, minIou);
  if (pairs === null || rivals) return part(bestMatch(detections.length, tracks.length, bonus), tracks.length, minIou);
  return part(pairs, tracks.length, minIou);
}

/** As {@link matchByIou}, by the assignment in any case. @returns `null` when no pair overlaps by more than `minIou`. */
export function rematchByIou(detections: readonly Box[], tracks: readonly Box[], minIou: number): Matching | null {
  if (overlap(detections, tracks, minIou).pairs === null) return null;
  return part(bestMatch(detections.length, tracks.length, null), tracks.length, minIou);
}

/**
 * Fills `overlaps`.
 *
 * @returns For each detection a track above `minIou`, or -1; `pairs` is `null` when there are none at all.
 */
function overlap(detections: readonly Box[], tracks: readonly Box[], minIou: number) {
  const cols = tracks.length;
  makeRoom(detections.length, cols);
  tracks.forEach(({ x0, y0, x1, y1 }, t) => {
    corners[4 * t] = x0;
    corners[4 * t + 1] = y0;
    corners[4 * t + 2] = x1;
    corners[4 * t + 3] = y1;
  });
  const pairs = new Array<number>(detections.length).fill(-1);
  const taken = new Uint8Array(cols);
  let any = false;
  let rivals = false;
  for (let d = 0; d < detections.length; d++) {
    const { x0, y0, x1, y1 } = detections[d]!;
    const area = (x1 - x0) * (y1 - y0);
    for (let t = 0; t < cols; t++) {
      overlaps[d * cols + t] = 0;
      const left = corners[4 * t]!;
      const right = corners[4 * t + 2]!;
      const width = (right < x1 ? right : x1) - (left > x0 ? left : x0);
      if (!(width > 0)) continue;
      const top = corners[4 * t + 1]!;
      const bottom = corners[4 * t + 3]!;
      const height = (bottom < y1 ? bottom : y1) - (top > y0 ? top : y0);
      if (!(height > 0)) continue;
      const inside = width * height;
      const shared = inside / (area + (right - left) * (bottom - top) - inside);
      overlaps[d * cols + t] = shared;
      if (!(shared > minIou)) continue;
      rivals ||= pairs[d]! >= 0 || taken[t] === 1;
      pairs[d] = t;
      taken[t] = 1;
      any = true;
    }
  }
  return { pairs: any ? pairs : null, rivals };
}

function makeRoom(rows: number, cols: number): void {
  if (rows * cols > overlaps.length) {
    overlaps = new Float64Array(2 * rows * cols);
    costs = new Float64Array(2 * rows * cols);
  }
  if (4 * cols > corners.length) corners = new Float64Array(8 * cols);
}

function bestMatch(rows: number, cols: number, bonus: Bonus | null): number[] {
  for (let d = 0; d < rows; d++) {
    const most = bonus === null ? 0 : bonus.most(d);
    for (let i = d * cols; i < (d + 1) * cols; i++) costs[i] = -(overlaps[i]! + most);
  }
  return assignLeast(costs, rows, cols, bonus && ((d, t) => -(overlaps[d * cols + t]! + bonus.of(d, t))));
}

/** Parts the pairs that overlap too little. */
function part(trackOf: number[], cols: number, minIou: number): Matching {
  const unmatched: number[] = [];
  const parted: number[] = [];
  for (let d = 0; d < trackOf.length; d++) {
    if (trackOf[d]! < 0) unmatched.push(d);
    else if (overlaps[d * cols + trackOf[d]!]! < minIou) {
      trackOf[d] = -1;
      parted.push(d);
    }
  }
  return { trackOf, unmatched: [...unmatched, ...parted] };
}
