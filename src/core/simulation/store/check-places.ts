/** Whether what a store's lines describe can stand where they say. */
import { groundPoint } from '#core/geometry/frames.ts';
import { contains, type PlanPolygon } from '#core/geometry/polygon.ts';
import { impossible } from '#core/simulation/text/fault.ts';
import { overlap } from '#core/simulation/store/overlap.ts';
import type { PlacedCamera } from '#core/simulation/store/read-camera.ts';
import type { DraftFixture } from '#core/simulation/store/read-fixture.ts';
import type { PlanPoint, PlanSegment } from '#core/simulation/store/simulated-store.ts';

/** How far behind a side of the room a camera may hang: on the outer side of a wall, in a window or over a door, m. */
const BEHIND = 0.5;

/**
 * Fixtures stand in the room, and none in another.
 *
 * @throws WorkbenchError `scenario/impossible`
 */
export function checkFixtures(drafts: readonly DraftFixture[], outline: PlanPolygon, file: string): void {
  for (const [i, draft] of drafts.entries()) {
    const place = { file, line: draft.line };
    const outside = draft.footprint.find(([x, y]) => !contains(grown(outline), groundPoint(x, y)));
    if (outside)
      throw impossible(
        place,
        `fixture “${draft.id}” reaches out of the room at ${outside.map(metres).join(' ')}; move it in`,
      );
    const other = drafts.slice(0, i).find(({ footprint }) => overlap(footprint, draft.footprint));
    if (other)
      throw impossible(place, `fixture “${draft.id}” stands in “${other.id}” of line ${other.line}; move one of them`);
  }
}

/** A touch larger, so that what stands against a wall stands inside. */
function grown(outline: PlanPolygon): PlanPolygon {
  const middle = (axis: 0 | 1) => outline.reduce((sum, corner) => sum + corner[axis], 0) / outline.length;
  const [mx, my] = [middle(0), middle(1)];
  return outline.map(([x, y]) => [x + Math.sign(x - mx) * 1e-6, y + Math.sign(y - my) * 1e-6]);
}

const metres = (value: number) => String(Math.round(value * 100) / 100);

/**
 * Cameras hang in the room, or on it.
 *
 * @throws WorkbenchError `scenario/impossible`
 */
export function checkCameras(cameras: readonly PlacedCamera[], outline: PlanPolygon): void {
  for (const { camera, at, place } of cameras) {
    const [x, y] = at;
    const sides = outline.map((corner, i): PlanSegment => [outline.at(i - 1)!, corner]);
    const off = Math.min(...sides.map((side) => distanceTo(side, [x, y])));
    if (contains(outline, groundPoint(x, y)) || off <= BEHIND) continue;
    throw impossible(
      place,
      `camera “${camera.id}” hangs at ${metres(x)} ${metres(y)}, ${off.toFixed(1)} m outside the room; hang it inside, or at most ${BEHIND} m behind a wall`,
    );
  }
}

/** Of a point from a side, m. */
function distanceTo([[x0, y0], [x1, y1]]: PlanSegment, [x, y]: PlanPoint): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x0 + t * dx - x, y0 + t * dy - y);
}
