/** Boxes in a list of numbers: `x0`, `y0`, `x1`, `y1` of one after another, px. */
import type { Box } from '#core/geometry/box.ts';

/** Whether there is anything in it; false for a box with NaN in it, which would poison a filter for good. */
export function isBoxAt(boxes: Float64Array, i: number): boolean {
  return boxes[4 * i + 2]! > boxes[4 * i]! && boxes[4 * i + 3]! > boxes[4 * i + 1]!;
}

export function boxAt(boxes: Float64Array, i: number): Box {
  return { x0: boxes[4 * i]!, y0: boxes[4 * i + 1]!, x1: boxes[4 * i + 2]!, y1: boxes[4 * i + 3]! };
}

export function writeBox(boxes: Float64Array, i: number, box: Box): void {
  boxes[4 * i] = box.x0;
  boxes[4 * i + 1] = box.y0;
  boxes[4 * i + 2] = box.x1;
  boxes[4 * i + 3] = box.y1;
}

/** Overlap over union of boxes of two lists, in `[0, 1]`, neither of them empty. */
export function iou(some: Float64Array, a: number, others: Float64Array, b: number): number {
  const i = 4 * a;
  const j = 4 * b;
  const width = Math.min(some[i + 2]!, others[j + 2]!) - Math.max(some[i]!, others[j]!);
  const height = Math.min(some[i + 3]!, others[j + 3]!) - Math.max(some[i + 1]!, others[j + 1]!);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  const area = (some[i + 2]! - some[i]!) * (some[i + 3]! - some[i + 1]!);
  return shared / (area + (others[j + 2]! - others[j]!) * (others[j + 3]! - others[j + 1]!) - shared);
}

/** Overlap over union of boxes whose corners are pixels that belong to them, in `[0, 1]`. */
export function pixelIou(boxes: Float64Array, a: number, b: number): number {
  const i = 4 * a;
  const j = 4 * b;
  const width = Math.min(boxes[i + 2]!, boxes[j + 2]!) - Math.max(boxes[i]!, boxes[j]!) + 1;
  if (width <= 0) return 0;
  const height = Math.min(boxes[i + 3]!, boxes[j + 3]!) - Math.max(boxes[i + 1]!, boxes[j + 1]!) + 1;
  if (height <= 0) return 0;
  const shared = width * height;
  return shared / (pixelArea(boxes, i) + pixelArea(boxes, j) - shared);
}

function pixelArea(boxes: Float64Array, i: number): number {
  return (boxes[i + 2]! - boxes[i]! + 1) * (boxes[i + 3]! - boxes[i + 1]! + 1);
}
