import { MOT } from '#core/datasets/mot-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';

/** Boxes of many rows, corners in px. */
interface Boxes {
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly area: Float64Array;
}

/**
 * Overlap over union, as `iou` of one pair of boxes, for boxes by the million.
 *
 * @param truthRows - Row of each truth entry.
 * @returns In `[0, 1]`; 0 for boxes without an area.
 */
export function boxOverlap(
  truth: NumberTable,
  truthRows: Uint32Array,
  tracked: NumberTable,
  trackedRows: Uint32Array,
): (truthEntry: number, trackedEntry: number) => number {
  const a = boxesOf(truth, truthRows);
  const b = boxesOf(tracked, trackedRows);
  return (i, j) => {
    const width = Math.min(a.x1[i]!, b.x1[j]!) - Math.max(a.x0[i]!, b.x0[j]!);
    if (width <= 0) return 0;
    const height = Math.min(a.y1[i]!, b.y1[j]!) - Math.max(a.y0[i]!, b.y0[j]!);
    if (height <= 0) return 0;
    const shared = width * height;
    const union = a.area[i]! + b.area[j]! - shared;
    // Below rounding an area is none, as in TrackEval.
    return Math.min(a.area[i]!, b.area[j]!, union) <= Number.EPSILON ? 0 : shared / union;
  };
}

function boxesOf({ columns }: NumberTable, rows: Uint32Array): Boxes {
  const of = (column: number): Float64Array => Float64Array.from(rows, (row) => columns[column]![row]!);
  const [x0, y0, width, height] = [of(MOT.left), of(MOT.top), of(MOT.width), of(MOT.height)];
  const x1 = width.map((value, i) => x0[i]! + value);
  const y1 = height.map((value, i) => y0[i]! + value);
  return { x0, y0, x1, y1, area: x1.map((value, i) => (value - x0[i]!) * (y1[i]! - y0[i]!)) };
}
