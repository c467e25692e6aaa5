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
  let before = polygon[polygon.length - 1]!;
  // By their indices: this is asked of everybody at every sighting.
  for (const corner of polygon) {
    const x0 = before[0];
    const y0 = before[1];
    const x1 = corner[0];
    const y1 = corner[1];
    if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
    before = corner;
  }
  return inside;
}

/** As a share of a straight way, where it last meets the polygon; 1 when it ends in it, `null` when it passes by. */
export function lastMeeting(polygon: PlanPolygon, from: Point<'ground'>, to: Point<'ground'>): number | null {
  if (contains(polygon, to)) return 1;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return polygon.reduce<number | null>((last, [x1, y1], i) => {
    const [x0, y0] = polygon.at(i - 1)!;
    const [ex, ey] = [x1 - x0, y1 - y0];
    const turn = dx * ey - dy * ex;
    if (turn === 0) return last;
    const along = ((x0 - from.x) * ey - (y0 - from.y) * ex) / turn;
    const aside = ((x0 - from.x) * dy - (y0 - from.y) * dx) / turn;
    if (along < 0 || along > 1 || aside < 0 || aside > 1) return last;
    return Math.max(last ?? 0, along);
  }, null);
}
