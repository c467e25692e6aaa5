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

/** `1 − IoU`, or `1 − IoU · score`, so that of two equally near boxes the surer one is taken. */
export type Cost = 'iou' | 'iou-score';

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
): Int32Array {
  const cols = candidates.length;
  const matrix = new Float64Array(boxes.length * cols);
  for (let c = 0; c < cols; c++) {
    const { box, score } = detections[candidates[c]!]!;
    const weight = cost === 'iou' ? 1 : score;
    for (let r = 0; r < boxes.length; r++) matrix[r * cols + c] = 1 - pixelIou(boxes[r]!, box) * weight;
  }
  return assignWithin(matrix, boxes.length, cols, limit).map((c) => (c < 0 ? -1 : candidates[c]!));
}
