/**
 * How far the picture moved as a whole, told by the boxes alone: people walk each their own way, a camera that is knocked or
 * carried moves them all alike. Our own method; what it is worth is in `docs/adr/0008-trackers.md`.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { associate } from '#core/tracking/association.ts';

/** px */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Boxes are enlarged by this share on every side, so that they meet their detections after a jolt too. */
const REACH = 0.3;
/** Largest `1 − IoU` of the enlarged boxes. */
const LIMIT = 0.9;
/** Fewer people are not enough to outvote one who walks. */
const FEWEST = 4;

/**
 * The median of where people are beside where they were expected, axis by axis; 0 where that is not more than they differ
 * among themselves (the median of the absolute deviations).
 *
 * @param expected - Boxes of tracks that were seen a frame ago.
 * @param candidates - Indices of the detections that are sure.
 */
export function shiftOf(
  expected: readonly Box[],
  detections: readonly Detection[],
  candidates: readonly number[],
): Shift {
  const wide = candidates.map((d) => ({ ...detections[d]!, box: enlarged(detections[d]!.box) }));
  const all = wide.map((_, i) => i);
  const found = associate(expected.map(enlarged), wide, all, 'iou', LIMIT);
  const pairs = found.flatMap((i, t) => (i < 0 ? [] : [[expected[t]!, detections[candidates[i]!]!.box] as const]));
  if (pairs.length < FEWEST) return { x: 0, y: 0 };
  return {
    x: common(pairs.map(([from, to]) => (to.x0 + to.x1 - from.x0 - from.x1) / 2)),
    y: common(pairs.map(([from, to]) => (to.y0 + to.y1 - from.y0 - from.y1) / 2)),
  };
}

function common(moves: readonly number[]): number {
  const middle = median(moves);
  const spread = median(moves.map((move) => Math.abs(move - middle)));
  return Math.abs(middle) > spread ? middle : 0;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

function enlarged({ x0, y0, x1, y1 }: Box): Box {
  const dx = REACH * (x1 - x0);
  const dy = REACH * (y1 - y0);
  return { x0: x0 - dx, y0: y0 - dy, x1: x1 + dx, y1: y1 + dy };
}
