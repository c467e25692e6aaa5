import type { FloorGrid } from '#core/geometry/floor-grid.ts';
import { dwellColour } from '#overlay/dwell-scale.ts';
import { type GridRun, fillRun } from '#overlay/grid-runs.ts';
import type { PlanView } from '#overlay/plan-view.ts';

/** How long people spent on each part of the floor. */
export interface DwellRuns {
  readonly grid: FloorGrid;
  /** Their value is a class of `dwell-scale.ts`. */
  readonly runs: readonly GridRun[];
}

export function drawDwell(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { grid, runs }: DwellRuns,
  theme: 'light' | 'dark',
): void {
  context.globalAlpha = 0.75;
  for (const run of runs) {
    context.fillStyle = dwellColour(run.value, theme);
    fillRun(context, view, grid, run);
  }
  context.globalAlpha = 1;
}
