/** Square cells over the floor of a store, row by row from its lower left corner. */
import { type Point, groundPoint } from '#core/geometry/frames.ts';
import type { PlanPolygon } from '#core/geometry/polygon.ts';

export interface FloorGrid {
  /** The lower left corner, m. */
  readonly left: number;
  readonly bottom: number;
  /** Side of a cell, m. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

/** The cells that cover an outline. @param cell - m */
export function gridOver(outline: PlanPolygon, cell: number): FloorGrid {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const cells = (span: number) => Math.max(1, Math.ceil(span / cell - 1e-9));
  return { left, bottom, cell, columns: cells(Math.max(...xs) - left), rows: cells(Math.max(...ys) - bottom) };
}

/** Index of the cell that holds a point; −1 beyond the grid. */
export function cellAt({ left, bottom, cell, columns, rows }: FloorGrid, { x, y }: Point<'ground'>): number {
  const [column, row] = [Math.floor((x - left) / cell), Math.floor((y - bottom) / cell)];
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}

export function cellMiddle({ left, bottom, cell, columns }: FloorGrid, index: number): Point<'ground'> {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return groundPoint(left + (column + 0.5) * cell, bottom + (row + 0.5) * cell);
}
