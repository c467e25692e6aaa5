import type { Covariance2, Point } from '#core/geometry/frames.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import { type PlanView, tracePath } from '#overlay/plan-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

interface Look {
  /** Oldest first, m. */
  readonly trail: readonly Point<'ground'>[];
  /** Somebody else is pointed at. */
  readonly dimmed: boolean;
  readonly ink: { readonly ink: string; readonly surface: string };
}

/** Draws a shopper on the plan: where they walked, where they are, and how sure that is. */
export function drawPlanShopper(
  context: CanvasRenderingContext2D,
  view: PlanView,
  shopper: Shopper,
  { trail, dimmed, ink }: Look,
): void {
  const colour = shopperColour(shopper.id);
  const [cx, cy] = [view.x(shopper.at.x), view.y(shopper.at.y)];
  context.globalAlpha = dimmed ? 0.3 : shopper.state === 'lost' ? 0.5 : 1;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  tracePath(context, view, trail);
  context.stroke();
  traceEllipse(context, view, cx, cy, shopper.cov);
  context.setLineDash(shopper.state === 'lost' ? [4, 4] : []);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(cx, cy, 6, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.textAlign = 'left';
  context.lineWidth = 3;
  context.strokeStyle = ink.surface;
  context.strokeText(shopper.id, cx + 10, cy - 10);
  context.fillStyle = ink.ink;
  context.fillText(shopper.id, cx + 10, cy - 10);
  context.globalAlpha = 1;
}

/** Where the shopper is with 95 % certainty: the ellipse of the covariance's eigenvectors at √5.99 σ. */
function traceEllipse(
  context: CanvasRenderingContext2D,
  view: PlanView,
  cx: number,
  cy: number,
  cov: Covariance2,
): void {
  const CHI2_95 = 5.991;
  const [xx, xy, , yy] = cov;
  const mean = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const radius = (variance: number) => view.scale * Math.sqrt(CHI2_95 * Math.max(0, variance));
  context.beginPath();
  // The plan's y points up and the canvas's down, so the angle changes sign.
  context.ellipse(
    cx,
    cy,
    radius(mean + spread),
    radius(mean - spread),
    -0.5 * Math.atan2(2 * xy, xx - yy),
    0,
    2 * Math.PI,
  );
}
