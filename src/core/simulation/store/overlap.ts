import type { PlanPolygon } from '#core/geometry/polygon.ts';

/** Closer than this they touch and do not overlap, m. */
const TOUCH = 1e-6;

/** Whether two convex polygons share area. Source: the separating axis theorem, S. Gottschalk et al., SIGGRAPH 1996. */
export function overlap(a: PlanPolygon, b: PlanPolygon): boolean {
  return ![a, b].some((polygon) =>
    polygon.some(([x1, y1], i) => {
      const [x0, y0] = polygon.at(i - 1)!;
      const length = Math.hypot(x1 - x0, y1 - y0);
      const [nx, ny] = [(y0 - y1) / length, (x1 - x0) / length];
      const [onA, onB] = [a, b].map((each) => each.map(([x, y]) => nx * x + ny * y));
      return Math.max(...onA!) <= Math.min(...onB!) + TOUCH || Math.max(...onB!) <= Math.min(...onA!) + TOUCH;
    }),
  );
}
