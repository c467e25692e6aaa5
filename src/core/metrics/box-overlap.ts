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
  const { x0: ax0, y0: ay0, x1: ax1, y1: ay1, area: areaA } = boxesOf(truth, truthRows);
  const { x0: bx0, y0: by0, x1: bx1, y1: by1, area: areaB } = boxesOf(tracked, trackedRows);
  return (i, j) => {
    const width = Math.min(ax1[i]!, bx1[j]!) - Math.max(ax0[i]!, bx0[j]!);
    if (width <= 0) return 0;
    const height = Math.min(ay1[i]!, by1[j]!) - Math.max(ay0[i]!, by0[j]!);
    if (height <= 0) return 0;
    const shared = width * height;
    const union = areaA[i]! + areaB[j]! - shared;
    // Below rounding an area is none, as in TrackEval.
    return Math.min(areaA[i]!, areaB[j]!, union) <= Number.EPSILON ? 0 : shared / union;
  };
}

function boxesOf({ columns }: NumberTable, rows: Uint32Array): Boxes {
  const of = (column: number): Float64Array => Float64Array.from(rows, (row) => columns[column]![row]!);
  const [x0, y0, width, height] = [of(MOT.left), of(MOT.top), of(MOT.width), of(MOT.height)];
  const x1 = width.map((value, i) => x0[i]! + value);
  const y1 = height.map((value, i) => y0[i]! + value);
  return { x0, y0, x1, y1, area: x1.map((value, i) => (value - x0[i]!) * (y1[i]! - y0[i]!)) };
}
