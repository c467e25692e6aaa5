import type { Point } from '#core/geometry/frames.ts';

/** Corners in order, m; the last is joined to the first. */
export type PlanPolygon = readonly (readonly [number, number])[];

/**
 * Whether a point of the plan lies in a polygon; on its border either answer may come.
 *
 * Source: W. R. Franklin's even-odd crossing test (PNPOLY).
 */
export function contains(polygon: PlanPolygon, { x, y }: Point<'ground'>): boolean {
  let inside = false;
  polygon.forEach(([x1, y1], i) => {
    const [x0, y0] = polygon.at(i - 1)!;
    if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
  });
  return inside;
}
