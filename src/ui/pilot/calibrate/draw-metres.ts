import type { PlanExtent, PlanView } from '#overlay/plan-view.ts';
import type { Ink } from '#ui/kit/ink.ts';

/** Whole metres of the plan as faint lines: with them even an empty room can be clicked in. */
export function drawMetres(context: CanvasRenderingContext2D, extent: PlanExtent, view: PlanView, ink: Ink): void {
  context.save();
  context.globalAlpha = 0.35;
  context.lineWidth = 1;
  context.strokeStyle = ink.quiet;
  context.beginPath();
  for (let x = Math.ceil(extent.left); x <= extent.right; x++) {
    context.moveTo(view.x(x), view.y(extent.bottom));
    context.lineTo(view.x(x), view.y(extent.top));
  }
  for (let y = Math.ceil(extent.bottom); y <= extent.top; y++) {
    context.moveTo(view.x(extent.left), view.y(y));
    context.lineTo(view.x(extent.right), view.y(y));
  }
  context.stroke();
  context.restore();
}
