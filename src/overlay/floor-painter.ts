import { type CoverageRuns, drawBlind, drawCoverage } from '#overlay/draw-coverage.ts';
import { type DwellRuns, drawDwell } from '#overlay/draw-dwell.ts';
import type { PlanPainter } from '#overlay/plan-scene.ts';

interface FloorLook {
  /** What cameras see is tinted. */
  readonly footprints: boolean;
  /** What none or only one sees is hatched. */
  readonly blind: boolean;
  /** `null` while it is worked out. */
  readonly coverage: CoverageRuns | null;
  /** `null` while it is not shown. */
  readonly dwell: DwellRuns | null;
}

/** Draws what cameras see of the floor, how long people spent where, and what no camera sees. */
export const floorPainter =
  ({ footprints, blind, coverage, dwell }: FloorLook): PlanPainter =>
  (context, view, ink) => {
    if (footprints && coverage) drawCoverage(context, view, coverage, ink.accent);
    if (dwell) drawDwell(context, view, dwell, ink.theme);
    if (blind && coverage) drawBlind(context, view, coverage, { none: ink.bad, one: ink.quiet });
  };
