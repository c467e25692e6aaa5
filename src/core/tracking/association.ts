/**
 * Which detection is whose: IoU costs and the assignment on them, as ByteTrack does it.
 *
 * Source: Zhang et al., *ByteTrack*, ECCV 2022, algorithm 1. Its IoU counts whole pixels, inclusive at both ends, so every
 * width and height is one larger than the difference of the corners.
 */
import { assignWithin } from '#core/math/assignment.ts';
import type { IndexList } from '#core/math/index-list.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';
import type { DetectionRows } from '#core/tracking/detection-rows.ts';

/** How a look at the pairs goes. */
export interface Look {
  /** `1 − IoU`, or `1 − IoU · score`, so that of two equally near boxes the surer one is taken. */
  readonly cost: 'iou' | 'iou-score';
  /** Pairs of this cost or more are not matched. */
  readonly limit: number;
}

const costs = { entries: new Float64Array(0) as Float64Array, rows: 0, cols: 0, limit: Infinity };
let corners: Float64Array = new Float64Array(0);
let colOf: Int32Array = new Int32Array(0);

/**
 * @param boxes - As in `box-rows.ts`.
 * @param rows - Of those that are matched.
 * @param candidates - Detections that they may have.
 * @param found - Gets by row the detection, which is `taken` then, or -1; those not in `rows` keep what they have.
 */
export function associate(
  boxes: Float64Array,
  rows: IndexList,
  seen: DetectionRows,
  candidates: IndexList,
  look: Look,
  found: Int32Array,
): void {
  costs.rows = rows.length;
  costs.cols = candidates.length;
  costs.limit = look.limit;
  costs.entries = roomForFloats(costs.entries, costs.rows * costs.cols);
  corners = roomForFloats(corners, 4 * costs.rows);
  colOf = roomForInts(colOf, costs.rows);
  for (let r = 0; r < rows.length; r++) {
    const at = 4 * rows.items[r]!;
    corners[4 * r] = boxes[at]!;
    corners[4 * r + 1] = boxes[at + 1]!;
    corners[4 * r + 2] = boxes[at + 2]! + 1;
    corners[4 * r + 3] = boxes[at + 3]! + 1;
  }
  fill(corners, seen, candidates, look);
  assignWithin(costs, colOf);
  for (let r = 0; r < rows.length; r++) {
    const d = colOf[r]! < 0 ? -1 : candidates.items[colOf[r]!]!;
    found[rows.items[r]!] = d;
    if (d >= 0) seen.taken[d] = 1;
  }
}

/** Writes the costs. @param corners - Of the rows, right and bottom edge one further. */
function fill(corners: Float64Array, { boxes, scores }: DetectionRows, candidates: IndexList, { cost }: Look): void {
  const { entries, rows, cols } = costs;
  for (let c = 0; c < cols; c++) {
    const d = candidates.items[c]!;
    const x0 = boxes[4 * d]!;
    const y0 = boxes[4 * d + 1]!;
    const x1 = boxes[4 * d + 2]! + 1;
    const y1 = boxes[4 * d + 3]! + 1;
    const area = (x1 - x0) * (y1 - y0);
    const weight = cost === 'iou' ? 1 : scores[d]!;
    for (let r = 0; r < rows; r++) {
      const left = corners[4 * r]!;
      const right = corners[4 * r + 2]!;
      const width = (right < x1 ? right : x1) - (left > x0 ? left : x0);
      let entry = 1;
      if (width > 0) {
        const top = corners[4 * r + 1]!;
        const bottom = corners[4 * r + 3]!;
        const height = (bottom < y1 ? bottom : y1) - (top > y0 ? top : y0);
        if (height > 0) {
          const shared = width * height;
          entry = 1 - (shared / ((right - left) * (bottom - top) + area - shared)) * weight;
        }
      }
      entries[r * cols + c] = entry;
    }
  }
}
