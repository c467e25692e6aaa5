import type { Point } from '#core/geometry/frames.ts';

/** Fits the store plan (m, y up) into a canvas (px, y down), keeping its shape. */
export interface PlanView {
  /** px per m */
  readonly scale: number;
  x(metres: number): number;
  y(metres: number): number;
}

export function fitPlan(outline: readonly (readonly [number, number])[], width: number, height: number): PlanView {
  const MARGIN = 12;
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (top - bottom));
  const offsetX = (width - scale * (right - left)) / 2;
  const offsetY = (height - scale * (top - bottom)) / 2;
  return {
    scale,
    x: (metres) => offsetX + (metres - left) * scale,
    y: (metres) => height - offsetY - (metres - bottom) * scale,
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
