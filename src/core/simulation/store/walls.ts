import type { PlanPolygon } from '#core/geometry/polygon.ts';
import { type Place, impossible } from '#core/simulation/text/fault.ts';
import type { PlanPoint, PlanSegment } from '#core/simulation/store/simulated-store.ts';

/** m */
const ON_IT = 0.01;
const NARROWEST = 0.8;

interface Door {
  readonly segment: PlanSegment;
  readonly place: Place;
}

/**
 * The outline without its doors.
 *
 * @throws WorkbenchError `scenario/impossible` for a door that is in no wall, or too narrow to go through.
 */
export function wallsOf(outline: PlanPolygon, doors: readonly Door[]): readonly PlanSegment[] {
  const edges = outline.map((corner, i): PlanSegment => [outline.at(i - 1)!, corner]);
  for (const { segment, place } of doors) {
    if (!edges.some((edge) => segment.every((end) => along(edge, end) !== null)))
      throw impossible(place, 'the door is in no wall of the room; put both its ends on one side of it');
    if (Math.hypot(segment[1][0] - segment[0][0], segment[1][1] - segment[0][1]) < NARROWEST)
      throw impossible(place, `the door is too narrow to go through; make it ${NARROWEST} m wide or more`);
  }
  return edges.flatMap((edge) => {
    const gaps = doors
      .map(({ segment }) => segment.map((end) => along(edge, end)))
      .filter((gap): gap is [number, number] => gap.every((at) => at !== null))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
      .sort(([a], [b]) => a - b);
    const ends = [0, ...gaps.flat(), 1];
    return Array.from({ length: ends.length / 2 }, (_, i): PlanSegment => [
      at(edge, ends[2 * i]!),
      at(edge, ends[2 * i + 1]!),
    ]);
  });
}

/** Where on the edge a point lies, in [0, 1]; `null` beside it. */
function along([[x0, y0], [x1, y1]]: PlanSegment, [x, y]: PlanPoint): number | null {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const t = ((x - x0) * ux + (y - y0) * uy) / length;
  const aside = Math.abs((y - y0) * ux - (x - x0) * uy);
  return aside <= ON_IT && t >= -1e-9 && t <= 1 + 1e-9 ? t : null;
}

const at = ([[x0, y0], [x1, y1]]: PlanSegment, t: number): PlanPoint => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
