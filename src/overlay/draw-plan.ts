import type { Box } from '#core/geometry/box.ts';
import { cameraOnPlan } from '#overlay/camera-on-plan.ts';
import { drawPlanShopper, drawPlanTrail } from '#overlay/draw-plan-shopper.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { type WantedLabel, placeLabels } from '#overlay/place-labels.ts';
import { placeOnPlan } from '#overlay/place-on-plan.ts';
import type { PlanInk, PlanScene } from '#overlay/plan-scene.ts';
import { type NamedPlace, zoneNames } from '#overlay/zone-names.ts';
import { type PlanView, tracePath, tracePolygon } from '#overlay/plan-view.ts';

/** Draws the store from above: what cameras see, zones, fixtures, cameras, and shoppers with trails and doubt. */
export function drawPlan(
  context: CanvasRenderingContext2D,
  view: PlanView,
  plan: PlanScene,
  ink: PlanInk,
  size: { readonly width: number; readonly height: number },
): void {
  const { project, scene } = plan;
  context.clearRect(0, 0, size.width, size.height);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  drawFloor(context, view, plan, ink);
  drawZones(context, view, plan, ink);
  drawFixtures(context, view, plan, ink);
  drawLabels(context, view, plan, ink);
  for (const camera of project.cameras) {
    if ((plan.footprints[camera.id]?.length ?? 0) > 0) {
      drawCamera(context, view, camera, plan.silent.has(camera.id), ink);
    }
  }
  const dimmed = (shopper: string) => plan.lit !== null && !plan.lit.has(shopper);
  for (const [shopper, trail] of Object.entries(scene?.trails ?? {})) {
    const way = trail.map((at) => placeOnPlan(project.plan, at));
    drawPlanTrail(context, view, shopper, way, dimmed(shopper));
  }
  plan.sight?.(context, view, ink);
  for (const shopper of scene?.shoppers ?? []) {
    const at = placeOnPlan(project.plan, shopper.at);
    const look = { dimmed: dimmed(shopper.id), doubt: plan.doubt, ink };
    if (at !== null) drawPlanShopper(context, view, shopper, at, look);
  }
}

function drawFloor(context: CanvasRenderingContext2D, view: PlanView, plan: PlanScene, ink: PlanInk): void {
  context.lineWidth = 1.5;
  tracePolygon(context, view, plan.project.plan.outline);
  context.fillStyle = ink.surface;
  context.fill();
  context.strokeStyle = ink.quiet;
  context.stroke();
  context.save();
  context.clip();
  plan.floor?.(context, view, ink);
  for (const [camera, footprint] of Object.entries(plan.footprints)) {
    tracePath(context, view, footprint);
    context.closePath();
    const silent = plan.silent.has(camera);
    if (!plan.seen && !silent) continue;
    if (!silent && plan.floor === null) {
      context.globalAlpha = 0.07;
      context.fillStyle = ink.accent;
      context.fill();
    }
    // What nobody watches just now is only outlined, in dashes.
    context.setLineDash(silent ? [3, 5] : []);
    context.globalAlpha = silent ? 0.6 : 0.25;
    context.strokeStyle = silent ? ink.bad : ink.accent;
    context.stroke();
  }
  context.restore();
}

function drawZones(context: CanvasRenderingContext2D, view: PlanView, plan: PlanScene, ink: PlanInk): void {
  for (const { polygon } of plan.project.plan.zones) {
    tracePolygon(context, view, polygon);
    context.setLineDash([4, 4]);
    context.strokeStyle = ink.accent;
    context.stroke();
    context.setLineDash([]);
  }
}

function drawFixtures(context: CanvasRenderingContext2D, view: PlanView, plan: PlanScene, ink: PlanInk): void {
  for (const { id, footprint, shelves } of plan.project.fixtures) {
    tracePolygon(context, view, footprint);
    context.fillStyle = ink.line;
    context.fill();
    if (id === plan.fixture) {
      context.strokeStyle = ink.accent;
      context.lineWidth = 2;
      context.stroke();
    }
    const marked = shelves.flatMap(({ plates }) => plates).filter((plate) => plan.plates.includes(plate.id));
    for (const plate of marked) drawPlate(context, view, plate.at, ink);
  }
}

/** A ring on the plate: a shelf seen from above hides how its plates lie, its middle does not. */
function drawPlate(
  context: CanvasRenderingContext2D,
  view: PlanView,
  [x, y]: readonly [number, number, number],
  ink: PlanInk,
): void {
  context.beginPath();
  context.arc(view.x(x), view.y(y), 7, 0, 2 * Math.PI);
  context.strokeStyle = ink.accent;
  context.lineWidth = 3;
  context.stroke();
}

interface PlanLabel extends WantedLabel {
  readonly colour: string;
  readonly halo: string;
}

/** What stands there is named first; the names of zones take the room that is left. */
function drawLabels(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { project, zones }: PlanScene,
  ink: PlanInk,
): void {
  const wanted = (text: string, polygon: Polygon, colour: string, halo: string): PlanLabel => {
    const mean = (axis: 0 | 1) => polygon.reduce((sum, point) => sum + point[axis], 0) / polygon.length;
    const at = { x: view.x(mean(0)), y: view.y(mean(1)) };
    return { text, width: context.measureText(text).width, at, room: boxOf(view, polygon), colour, halo };
  };
  const things = project.fixtures.map(({ name, footprint }) => wanted(name, footprint, ink.ink, ink.line));
  const named = placeLabels(things, []);
  const fits = ({ text, polygon }: NamedPlace) => {
    const { x0, x1 } = boxOf(view, polygon);
    return context.measureText(text).width <= x1 - x0;
  };
  const places = zoneNames(project.plan.zones, zones, fits).map(({ text, polygon }) =>
    wanted(text, polygon, ink.accent, ink.surface),
  );
  const solid = project.fixtures.map(({ footprint }) => boxOf(view, footprint));
  for (const { wanted: label, x, y, turned } of [...named, ...placeLabels(places, solid)]) {
    context.save();
    context.translate(x, y);
    if (turned) context.rotate(-Math.PI / 2);
    context.textAlign = 'center';
    context.lineWidth = 3;
    context.strokeStyle = label.halo;
    context.strokeText(label.text, 0, 0);
    context.fillStyle = label.colour;
    context.fillText(label.text, 0, 0);
    context.restore();
  }
}

type Polygon = Project['plan']['outline'];

function boxOf(view: PlanView, polygon: Polygon): Box {
  const xs = polygon.map(([x]) => view.x(x));
  const ys = polygon.map(([, y]) => view.y(y));
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function drawCamera(
  context: CanvasRenderingContext2D,
  view: PlanView,
  { pose }: ProjectCamera,
  silent: boolean,
  ink: PlanInk,
): void {
  // The last row of R is the direction it looks in.
  const { rotation } = pose;
  const centre = cameraOnPlan({ pose });
  const length = Math.hypot(rotation[6]!, rotation[7]!) || 1;
  const [dx, dy] = [rotation[6]! / length, rotation[7]! / length];
  const [x, y] = [view.x(centre.x), view.y(centre.y)];
  context.beginPath();
  context.moveTo(x + 14 * dx, y - 14 * dy);
  context.lineTo(x - 6 * dy, y - 6 * dx);
  context.lineTo(x + 6 * dy, y + 6 * dx);
  context.closePath();
  context.fillStyle = silent ? ink.bad : ink.quiet;
  context.fill();
  if (!silent) return;
  context.beginPath();
  context.moveTo(x - 9, y - 9);
  context.lineTo(x + 9, y + 9);
  context.moveTo(x + 9, y - 9);
  context.lineTo(x - 9, y + 9);
  context.strokeStyle = ink.bad;
  context.lineWidth = 2;
  context.stroke();
}
