import type { Project } from '#core/planning/project.ts';
import { type Point, groundPoint } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';

export type FloorPlan = Project['plan'];
type ZonePurpose = FloorPlan['zones'][number]['purpose'];

/** Whether a point lies in a zone of this purpose, which may reach beyond the outline as a doorway does. */
export function inZone({ zones }: FloorPlan, purpose: ZonePurpose, at: Point<'ground'>): boolean {
  for (const zone of zones) if (zone.purpose === purpose && contains(zone.polygon, at)) return true;
  return false;
}

/** Nobody's middle is nearer to a wall: so wide are shoulders, m. */
const HALF_BODY = 0.25;

/** Whether somebody there is within the outline beyond doubt, and not behind its glass or in its door. */
export const wellInside = ({ outline }: FloorPlan, { x, y }: Point<'ground'>): boolean =>
  [-HALF_BODY, HALF_BODY].every(
    (by) => contains(outline, groundPoint(x + by, y)) && contains(outline, groundPoint(x, y + by)),
  );

/**
 * Where somebody stands, as a visit sees it: `outside` the outline, at the `exit`, at the `entry` (a zone that is both
 * counts as exit: who stands in the door may be leaving), in a `hidden` zone nobody is followed in, or in the `store`.
 */
export type Standing = 'outside' | 'exit' | 'entry' | 'hidden' | 'store';

export function standing(plan: FloorPlan, at: Point<'ground'>): Standing {
  if (!contains(plan.outline, at)) return 'outside';
  if (inZone(plan, 'no-tracking', at) || inZone(plan, 'staff', at)) return 'hidden';
  if (inZone(plan, 'exit', at)) return 'exit';
  return inZone(plan, 'entry', at) ? 'entry' : 'store';
}
