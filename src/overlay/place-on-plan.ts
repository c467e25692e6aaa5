import { type Point, groundPoint } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';
import type { Project } from '#core/planning/project.ts';

/** Who is guessed to be less far behind a wall stands at it: a foot under a shelf is placed no better, m. */
const WALL = 0.5;

/**
 * Where somebody is drawn on the plan: where they were placed, or at the wall they were placed just behind.
 *
 * @returns `null` beyond the walls and the zones that reach through them: nobody walks there, so the place is wrong.
 */
export function placeOnPlan({ outline, zones }: Project['plan'], at: Point<'ground'>): Point<'ground'> | null {
  if (contains(outline, at) || zones.some(({ polygon }) => contains(polygon, at))) return at;
  const walls = outline.map((to, i) => nearestOf(outline.at(i - 1)!, to, at));
  const nearest = walls.reduce((best, each) => (apart(each, at) < apart(best, at) ? each : best));
  return apart(nearest, at) <= WALL ? nearest : null;
}

/** The point of a wall that is nearest. */
function nearestOf(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  { x, y }: Point<'ground'>,
): Point<'ground'> {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const part = Math.min(1, Math.max(0, along));
  return groundPoint(x0 + part * dx, y0 + part * dy);
}

function apart(a: Point<'ground'>, b: Point<'ground'>): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
