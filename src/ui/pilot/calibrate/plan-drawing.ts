/** The store from above, to click places on. */
import type { Project } from '#core/planning/project.ts';
import { drawPlan } from '#overlay/draw-plan.ts';
import { type PlanExtent, fitPlan, planExtent } from '#overlay/plan-view.ts';
import type { Ink } from '#ui/kit/ink.ts';
import { drawMetres } from '#ui/pilot/calibrate/draw-metres.ts';
import type { PaneMap, PaneSize } from '#ui/pilot/calibrate/pane-map.ts';
import { zoneWords } from '#ui/pilot/zone-words.ts';

export const planAspect = ({ left, right, bottom, top }: PlanExtent): number =>
  Math.min(2.4, Math.max(0.8, (right - left) / (top - bottom)));

/** Between metres of the plan and CSS px of the pane. */
export function planMap(extent: PlanExtent, size: PaneSize): PaneMap {
  const view = fitPlan(extent, Math.max(1, size.width), Math.max(1, size.height));
  return {
    scale: view.scale,
    x: view.x,
    y: view.y,
    fromX: (px: number) => (px - view.x(0)) / view.scale,
    fromY: (px: number) => (view.y(0) - px) / view.scale,
  };
}

/** Without cameras and shoppers, with its whole metres. */
export function drawStore(context: CanvasRenderingContext2D, project: Project, size: PaneSize, ink: Ink): void {
  const extent = planExtent(project);
  const view = fitPlan(extent, size.width, size.height);
  drawPlan(
    context,
    view,
    {
      project: { ...project, cameras: [] },
      scene: null,
      footprints: {},
      silent: new Set<string>(),
      zones: zoneWords(),
      lit: null,
      fixture: null,
      plates: [],
      doubt: false,
      seen: false,
      floor: null,
      sight: null,
    },
    ink,
    size,
  );
  drawMetres(context, extent, view, ink);
}
