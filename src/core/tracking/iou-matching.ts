/**
 * The association of SORT, which OC-SORT keeps: as much summed similarity as all pairs together can have, and only then
 * are the pairs that overlap too little parted again.
 *
 * Source: Bewley et al., *Simple Online and Realtime Tracking*, ICIP 2016, §3.3. IoU is that of real-valued boxes.
 */
import { type Box, iou } from '#core/geometry/box.ts';
import { assignLeast } from '#core/math/assignment.ts';

export interface Matching {
  /** For each detection the index of its track, or -1. */
  readonly trackOf: readonly number[];
  /** Detections without a track, in the order in which the method numbers new tracks: those parted again come last. */
  readonly unmatched: readonly number[];
}

/** What the pair of detection `d` and track `t` is worth beside its overlap. */
type Bonus = (d: number, t: number) => number;

/** Kept from call to call because fresh memory costs more than the sums in it; nothing is read that was not just written. */
let overlaps = new Float64Array(0);
let costs = new Float64Array(0);

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
  if (detections.length * cols > overlaps.length) {
    overlaps = new Float64Array(2 * detections.length * cols);
    costs = new Float64Array(2 * detections.length * cols);
  }
  const pairs = new Array<number>(detections.length).fill(-1);
  const taken = new Uint8Array(cols);
  let any = false;
  let rivals = false;
  for (let d = 0; d < detections.length; d++) {
    for (let t = 0; t < cols; t++) {
      const shared = iou(detections[d]!, tracks[t]!);
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

function bestMatch(rows: number, cols: number, bonus: Bonus | null): number[] {
  for (let d = 0; d < rows; d++) {
    for (let t = 0; t < cols; t++) {
      const i = d * cols + t;
      costs[i] = -(overlaps[i]! + (bonus === null ? 0 : bonus(d, t)));
    }
  }
  return assignLeast(costs, rows, cols);
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
