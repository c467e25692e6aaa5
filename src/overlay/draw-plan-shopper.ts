import type { Covariance2, Point } from '#core/geometry/frames.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { PlanView } from '#overlay/plan-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

interface Look {
  /** Somebody else is pointed at. */
  readonly dimmed: boolean;
  /** How sure it is is drawn too. */
  readonly doubt: boolean;
  readonly ink: { readonly ink: string; readonly surface: string };
}

/** A wider ring would say only that nobody knows, and cover the shop, m. */
const WIDEST = 1;

/** Draws where somebody walked on the plan, oldest first; a `null` breaks the way. */
export function drawPlanTrail(
  context: CanvasRenderingContext2D,
  view: PlanView,
  shopper: string,
  trail: readonly (Point<'ground'> | null)[],
  dimmed: boolean,
): void {
  context.globalAlpha = dimmed ? 0.3 : 1;
  context.strokeStyle = shopperColour(shopper);
  context.lineWidth = 2;
  context.beginPath();
  trail.forEach((at, index) => {
    if (at === null) return;
    if (trail[index - 1]) context.lineTo(view.x(at.x), view.y(at.y));
    else context.moveTo(view.x(at.x), view.y(at.y));
  });
  context.stroke();
  context.globalAlpha = 1;
}

/** Draws a shopper on the plan: where they are, and how sure that is where that is wanted. */
export function drawPlanShopper(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { id, state, cov }: Shopper,
  at: Point<'ground'>,
  { dimmed, doubt, ink }: Look,
): void {
  const colour = shopperColour(id);
  const [cx, cy] = [view.x(at.x), view.y(at.y)];
  context.globalAlpha = dimmed || state === 'lost' ? 0.3 : 1;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  if (doubt) {
    traceEllipse(context, view, cx, cy, cov);
    context.setLineDash(state === 'lost' ? [4, 4] : []);
    context.stroke();
    context.setLineDash([]);
  }
  context.beginPath();
  context.arc(cx, cy, 6, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.textAlign = 'left';
  context.lineWidth = 3;
  context.strokeStyle = ink.surface;
  context.strokeText(id, cx + 10, cy - 10);
  context.fillStyle = ink.ink;
  context.fillText(id, cx + 10, cy - 10);
  context.globalAlpha = 1;
}

/** Where the shopper is with 95 % certainty: the ellipse of the covariance's eigenvectors at √5.99 σ, as far as shown. */
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
  const radius = (variance: number) => view.scale * Math.min(WIDEST, Math.sqrt(CHI2_95 * Math.max(0, variance)));
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
