import type { FloorGrid } from '#core/geometry/floor-grid.ts';
import { type GridRun, fillRun } from '#overlay/grid-runs.ts';
import type { PlanView } from '#overlay/plan-view.ts';

/** How many cameras see each part of the floor. */
export interface CoverageRuns {
  readonly grid: FloorGrid;
  /** Their value is the number of cameras. */
  readonly runs: readonly GridRun[];
}

/** Tints what is seen, the more the more cameras see it. */
export function drawCoverage(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { grid, runs }: CoverageRuns,
  colour: string,
): void {
  context.fillStyle = colour;
  for (const run of runs) {
    context.globalAlpha = 1 - 0.93 ** run.value;
    fillRun(context, view, grid, run);
  }
  context.globalAlpha = 1;
}

/** Hatches what no camera sees, closely, and what only one sees, widely and the other way. */
export function drawBlind(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { grid, runs }: CoverageRuns,
  { none, one }: { readonly none: string; readonly one: string },
): void {
  context.globalAlpha = 0.6; // words stand on it
  const hatches = [hatch(context, 6, none, 1), hatch(context, 14, one, -1)];
  for (const run of runs) {
    const pattern = hatches[run.value];
    if (pattern == null) continue;
    context.fillStyle = pattern;
    fillRun(context, view, grid, run);
  }
  context.globalAlpha = 1;
}

/** Slanting lines. @param gap - Between them, px. @param slope - 1 rises, −1 falls. */
function hatch(context: CanvasRenderingContext2D, gap: number, colour: string, slope: 1 | -1): CanvasPattern | null {
  const tile = new OffscreenCanvas(gap, gap);
  const paint = tile.getContext('2d');
  if (paint === null) return null;
  paint.strokeStyle = colour;
  paint.lineWidth = 1.25;
  paint.beginPath();
  // Its neighbours' lines cut its corners.
  for (const shift of [-gap, 0, gap]) {
    paint.moveTo(shift, slope === 1 ? gap : 0);
    paint.lineTo(shift + gap, slope === 1 ? 0 : gap);
  }
  paint.stroke();
  return context.createPattern(tile, 'repeat');
}
