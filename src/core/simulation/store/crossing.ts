import type { PlanPolygon } from '#core/geometry/polygon.ts';
import type { PlanPoint, PlanSegment } from '#core/simulation/store/simulated-store.ts';

/**
 * Two sides of an outline of which one goes through the other, or ends in the midst of it; `null` where there are none. Sides
 * that share a corner, or lie on one another, do not cross.
 *
 * Source: the test by orientations of M. de Berg et al., Computational Geometry, 3rd edition, 2008, §2.1.
 */
export function crossing(outline: PlanPolygon): readonly [PlanSegment, PlanSegment] | null {
  const sides = outline.map((corner, i): PlanSegment => [corner, outline[(i + 1) % outline.length]!]);
  for (const [i, one] of sides.entries()) {
    const other = sides.slice(i + 1).find((each) => cross(one, each));
    if (other !== undefined) return [one, other];
  }
  return null;
}

/** Of an outline that does not cross itself, m². Source: the surveyor's formula of A. L. F. Meister, 1769. */
export function areaOf(outline: PlanPolygon): number {
  const twice = outline.reduce((sum, [x, y], i) => {
    const [bx, by] = outline.at(i - 1)!;
    return sum + bx * y - x * by;
  }, 0);
  return Math.abs(twice) / 2;
}

function cross([a, b]: PlanSegment, [c, d]: PlanSegment): boolean {
  const [apart, across] = [turn(a, b, c) * turn(a, b, d), turn(c, d, a) * turn(c, d, b)];
  return apart <= 0 && across <= 0 && (apart < 0 || across < 0);
}

/** Above 0 where the way from `a` to `b` turns left to get to `c`, 0 where it goes straight on. */
const turn = ([ax, ay]: PlanPoint, [bx, by]: PlanPoint, [cx, cy]: PlanPoint): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
