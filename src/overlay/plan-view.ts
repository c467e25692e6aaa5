import { type Point, groundPoint } from '#core/geometry/frames.ts';
import type { Project } from '#core/planning/project.ts';

/** Fits the store plan (m, y up) into a canvas (px, y down), keeping its shape. */
export interface PlanView {
  /** px per m */
  readonly scale: number;
  readonly x: (metres: number) => number;
  readonly y: (metres: number) => number;
  /** Back from px to m. */
  ground(x: number, y: number): Point<'ground'>;
}

/** The rectangle that holds the outline and everything drawn with it, m. */
export interface PlanExtent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Fixtures and zones may stand out over the outline: a door's zone reaches through the wall. */
export function planExtent({ plan, fixtures }: Pick<Project, 'plan' | 'fixtures'>): PlanExtent {
  const polygons = [plan.outline, ...plan.zones.map((zone) => zone.polygon), ...fixtures.map((each) => each.footprint)];
  const xs = polygons.flat().map(([x]) => x);
  const ys = polygons.flat().map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

export function fitPlan({ left, right, bottom, top }: PlanExtent, width: number, height: number): PlanView {
  const MARGIN = 12;
  const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (top - bottom));
  const offsetX = (width - scale * (right - left)) / 2;
  const offsetY = (height - scale * (top - bottom)) / 2;
  return {
    scale,
    x: (metres) => offsetX + (metres - left) * scale,
    y: (metres) => height - offsetY - (metres - bottom) * scale,
    ground: (x, y) => groundPoint(left + (x - offsetX) / scale, bottom + (height - offsetY - y) / scale),
  };
}

/** Makes a closed path of `polygon`; the caller fills or strokes it. */
export function tracePolygon(
  context: CanvasRenderingContext2D,
  view: PlanView,
  polygon: readonly (readonly [number, number])[],
): void {
  context.beginPath();
  for (const [x, y] of polygon) context.lineTo(view.x(x), view.y(y));
  context.closePath();
}

/** Makes an open path through `points`; the caller strokes it. */
export function tracePath(context: CanvasRenderingContext2D, view: PlanView, points: readonly Point<'ground'>[]): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(view.x(x), view.y(y));
}
