/** The lists of numbers that trackers work on, made of what people write down. */
import type { Detection } from '#core/detection/detection.ts';
import type { Box } from '#core/geometry/box.ts';
import { IndexList } from '#core/math/index-list.ts';
import { DetectionRows } from '#core/tracking/detection-rows.ts';

export const boxRows = (boxes: readonly Box[]): Float64Array =>
  Float64Array.from(boxes.flatMap(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]));

export function detectionRows(detections: readonly Detection[]): DetectionRows {
  const rows = new DetectionRows();
  rows.read(detections);
  return rows;
}

export function indexList(indices: Iterable<number>): IndexList {
  const list = new IndexList();
  for (const index of indices) list.push(index);
  return list;
}
