/**
 * Which detection is whose: IoU costs and the assignment on them, as ByteTrack does it.
 *
 * Source: Zhang et al., *ByteTrack*, ECCV 2022, algorithm 1. Its IoU counts whole pixels, inclusive at both ends, so every
 * width and height is one larger than the difference of the corners.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { assignWithin } from '#core/math/assignment.ts';

/** Overlap over union of boxes whose corners are pixels that belong to them, in `[0, 1]`. */
export function pixelIou(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) + 1;
  if (width <= 0) return 0;
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) + 1;
  if (height <= 0) return 0;
  const shared = width * height;
  return shared / (pixelArea(a) + pixelArea(b) - shared);
}

function pixelArea(box: Box): number {
  return (box.x1 - box.x0 + 1) * (box.y1 - box.y0 + 1);
}

/** Whether there is anything in it; false for a box with NaN in it, which would poison a filter for good. */
export function isBox({ x0, y0, x1, y1 }: Box): boolean {
  return x1 > x0 && y1 > y0;
}

/** Indices of the detections that are boxes and surer than `minScore`; at 0 every box is. */
export function usableDetections(detections: readonly Detection[], minScore: number): number[] {
  const usable: number[] = [];
  detections.forEach(({ box, score }, d) => {
    if (isBox(box) && (minScore === 0 || score > minScore)) usable.push(d);
  });
  return usable;
}

/** `1 − IoU`, or `1 − IoU · score`, so that of two equally near boxes the surer one is taken. */
type Cost = 'iou' | 'iou-score';

/** Kept from call to call because fresh memory costs more than the sums in it; nothing is read that was not just written. */
let matrix = new Float64Array(0);
let corners = new Float64Array(0);

/**
 * @param candidates - Indices into `detections`.
 * @param limit - Pairs of this cost or more are not matched.
 * @returns For each box the index of its detection, or -1.
 */
export function associate(
  boxes: readonly Box[],
  detections: readonly Detection[],
  candidates: readonly number[],
  cost: Cost,
  limit: number,
): number[] {
  const rows = boxes.length;
  const cols = candidates.length;
  if (rows * cols > matrix.length) matrix = new Float64Array(2 * rows * cols);
  if (rows * 4 > corners.length) corners = new Float64Array(8 * rows);
  for (let r = 0; r < rows; r++) {
    const { x0, y0, x1, y1 } = boxes[r]!;
    corners[4 * r] = x0;
    corners[4 * r + 1] = y0;
    corners[4 * r + 2] = x1 + 1;
    corners[4 * r + 3] = y1 + 1;
  }
  for (let c = 0; c < cols; c++) {
    const { box, score } = detections[candidates[c]!]!;
    const x0 = box.x0;
    const y0 = box.y0;
    const x1 = box.x1 + 1;
    const y1 = box.y1 + 1;
    const area = (x1 - x0) * (y1 - y0);
    const weight = cost === 'iou' ? 1 : score;
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
      matrix[r * cols + c] = entry;
    }
  }
  const colOf = assignWithin(matrix, rows, cols, limit);
  for (let r = 0; r < rows; r++) if (colOf[r]! >= 0) colOf[r] = candidates[colOf[r]!]!;
  return colOf;
}
