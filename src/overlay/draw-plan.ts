import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Covariance2 } from '#core/geometry/frames.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { type PlanView, fitPlan, planExtent, tracePath, tracePolygon } from '#overlay/plan-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

/** Colours of the theme; a canvas cannot read custom properties by itself. */
export interface PlanInk {
  readonly ground: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
}

/** Draws the store from above: fixtures, zones, cameras, and shoppers with their trails and doubt. */
export function drawPlan(
  context: CanvasRenderingContext2D,
  project: Project,
  scene: Pick<SceneView, 'shoppers' | 'trails'> | null,
  ink: PlanInk,
  size: { readonly width: number; readonly height: number },
): void {
  const view = fitPlan(planExtent(project), size.width, size.height);
  context.clearRect(0, 0, size.width, size.height);
  drawStore(context, view, project, ink);
  for (const camera of project.cameras) drawCamera(context, view, camera, ink);
  for (const shopper of scene?.shoppers ?? [])
    drawShopper(context, view, shopper, scene?.trails[shopper.id] ?? [], ink);
}

function drawStore(context: CanvasRenderingContext2D, view: PlanView, project: Project, ink: PlanInk): void {
  context.lineWidth = 1.5;
  context.font = '12px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  tracePolygon(context, view, project.plan.outline);
  context.fillStyle = ink.ground;
  context.fill();
  context.strokeStyle = ink.line;
  context.stroke();
  for (const { purpose, polygon } of project.plan.zones) {
    tracePolygon(context, view, polygon);
    context.setLineDash([4, 4]);
    context.strokeStyle = ink.accent;
    context.stroke();
    context.setLineDash([]);
    label(context, view, purpose, polygon, ink.accent);
  }
  for (const { name, footprint } of project.fixtures) {
    tracePolygon(context, view, footprint);
    context.fillStyle = ink.line;
    context.fill();
    label(context, view, name, footprint, ink.ink);
  }
}

function label(
  context: CanvasRenderingContext2D,
  view: PlanView,
  text: string,
  polygon: readonly (readonly [number, number])[],
  colour: string,
): void {
  const mean = (axis: 0 | 1) => polygon.reduce((sum, point) => sum + point[axis], 0) / polygon.length;
  context.fillStyle = colour;
  context.fillText(text, view.x(mean(0)), view.y(mean(1)));
}

function drawCamera(context: CanvasRenderingContext2D, view: PlanView, { pose }: ProjectCamera, ink: PlanInk): void {
  const { rotation, translation } = pose;
  // The camera's centre is −Rᵀt; the last row of R is the direction it looks in.
  const centre = (axis: 0 | 1) => -translation.reduce((sum, t, row) => sum + rotation[3 * row + axis]! * t, 0);
  const length = Math.hypot(rotation[6]!, rotation[7]!) || 1;
  const [dx, dy] = [rotation[6]! / length, rotation[7]! / length];
  const [x, y] = [view.x(centre(0)), view.y(centre(1))];
  context.beginPath();
  context.moveTo(x + 14 * dx, y - 14 * dy);
  context.lineTo(x - 6 * dy, y - 6 * dx);
  context.lineTo(x + 6 * dy, y + 6 * dx);
  context.closePath();
  context.fillStyle = ink.quiet;
  context.fill();
}

function drawShopper(
  context: CanvasRenderingContext2D,
  view: PlanView,
  shopper: Shopper,
  trail: SceneView['trails'][string],
  ink: PlanInk,
): void {
  const colour = shopperColour(shopper.id);
  const [cx, cy] = [view.x(shopper.at.x), view.y(shopper.at.y)];
  context.strokeStyle = colour;
  context.lineWidth = 2;
  tracePath(context, view, trail);
  context.stroke();
  context.globalAlpha = shopper.state === 'lost' ? 0.4 : 1;
  traceEllipse(context, view, cx, cy, shopper.cov);
  context.stroke();
  context.beginPath();
  context.arc(cx, cy, 6, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = ink.ink;
  context.textAlign = 'left';
  context.fillText(shopper.id, cx + 10, cy - 10);
  context.textAlign = 'center';
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
