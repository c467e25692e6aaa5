import type { FloorGrid } from '#core/geometry/floor-grid.ts';
import type { PlanView } from '#overlay/plan-view.ts';

/** Cells of one row beside each other that are drawn alike. */
export interface GridRun {
  readonly value: number;
  readonly row: number;
  /** Columns, `to` not included. */
  readonly from: number;
  readonly to: number;
}

/** Cells that are alike, together: a floor of thousands of cells is a few hundred runs. @param valueOf - `null` is not drawn. */
export function gridRuns({ columns, rows }: FloorGrid, valueOf: (cell: number) => number | null): readonly GridRun[] {
  const runs: GridRun[] = [];
  for (let row = 0; row < rows; row++) {
    for (let from = 0; from < columns;) {
      const value = valueOf(row * columns + from);
      let to = from + 1;
      while (to < columns && valueOf(row * columns + to) === value) to++;
      if (value !== null) runs.push({ value, row, from, to });
      from = to;
    }
  }
  return runs;
}

/** Fills a run in whole pixels: neighbours neither overlap nor leave a gap. */
export function fillRun(context: CanvasRenderingContext2D, view: PlanView, grid: FloorGrid, run: GridRun): void {
  const x = (column: number) => Math.round(view.x(grid.left + column * grid.cell));
  const y = (row: number) => Math.round(view.y(grid.bottom + row * grid.cell));
  const [left, top] = [x(run.from), y(run.row + 1)];
  context.fillRect(left, top, x(run.to) - left, y(run.row) - top);
}
