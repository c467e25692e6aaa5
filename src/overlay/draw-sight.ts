import type { Point } from '#core/geometry/frames.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import { isCalibrated } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { cameraOnPlan } from '#overlay/camera-on-plan.ts';
import { placeOnPlan } from '#overlay/place-on-plan.ts';
import type { PlanPainter } from '#overlay/plan-scene.ts';
import type { PlanView } from '#overlay/plan-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

/**
 * Draws a line to whom is pointed at from each camera that sees them, and below everybody a dot for each of theirs.
 *
 * @param seen - By shopper: the cameras that see them.
 * @param lit - Who is pointed at; `null` when nobody is.
 */
export function sightPainter(
  { plan, cameras }: Pick<Project, 'plan' | 'cameras'>,
  shoppers: readonly Shopper[],
  seen: ReadonlyMap<string, readonly string[]>,
  lit: ReadonlySet<string> | null,
): PlanPainter {
  return (context, view, ink) => {
    for (const { id, state, at: estimate } of shoppers) {
      const at = placeOnPlan(plan, estimate);
      if (at === null || state !== 'confirmed') continue;
      const watching = cameras.filter((camera) => seen.get(id)?.includes(camera.id) && isCalibrated(camera));
      if (lit?.has(id)) drawSightLines(context, view, id, at, watching);
      drawSeenDots(context, view, at, seen.get(id)?.length ?? 0, ink);
    }
  };
}

/** Draws a line from each camera that sees a shopper to where they are. */
function drawSightLines(
  context: CanvasRenderingContext2D,
  view: PlanView,
  shopper: string,
  at: Point<'ground'>,
  cameras: readonly ProjectCamera[],
): void {
  context.strokeStyle = shopperColour(shopper);
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  context.beginPath();
  for (const camera of cameras) {
    const { x, y } = cameraOnPlan(camera);
    context.moveTo(view.x(x), view.y(y));
    context.lineTo(view.x(at.x), view.y(at.y));
  }
  context.stroke();
  context.setLineDash([]);
}

/** Draws a dot below a shopper for each camera that sees them; a ring when none does. */
function drawSeenDots(
  context: CanvasRenderingContext2D,
  view: PlanView,
  at: Point<'ground'>,
  count: number,
  ink: { readonly ink: string; readonly surface: string },
): void {
  const [x, y] = [view.x(at.x), view.y(at.y) + 12];
  const dots = Math.max(1, count);
  for (let i = 0; i < dots; i++) {
    context.beginPath();
    context.arc(x + 6 * (i - (dots - 1) / 2), y, 2, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = count === 0 ? ink.ink : ink.surface;
    context.fillStyle = count === 0 ? ink.surface : ink.ink;
    context.stroke();
    context.fill();
  }
}
