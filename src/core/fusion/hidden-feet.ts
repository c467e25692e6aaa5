/** Where on the floor a camera does not see feet, because a fixture of the plan stands before them. */
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import { type Point, groundPoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, contains } from '#core/geometry/polygon.ts';
import type { Project } from '#core/planning/project.ts';

/** The chance that the box of somebody who stands at a place ends before their feet do. */
export type HiddenFeet = (at: Point<'ground'>) => number;

/** A fixture. Plans do not say how high one is: at least `low` and at most `high`, m. */
export interface Obstacle {
  readonly footprint: PlanPolygon;
  readonly low: number;
  readonly high: number;
}

/** A trolley, a display, a door: what no plan has. */
const SELDOM = 0.02;
/** Of boxes of people whose feet are hidden, those that end where they vanish; others are drawn to where they must be. */
const CUT_THERE = 0.5;
/** Goods stand on the highest shelf, and another shelf would fit above them, m. */
const OVER_THE_HIGHEST = 0.7;
/** A counter, or anything else without shelves, m. */
const WITHOUT_SHELVES = { low: 0.5, high: 1.5 } as const;

/** Where no plan tells. */
export const nothingKnown: HiddenFeet = () => SELDOM;

export const obstaclesOf = (fixtures: Project['fixtures']): readonly Obstacle[] =>
  fixtures.map(({ footprint, shelves }) => {
    const boards = shelves.flatMap(({ plates }) => plates.map(({ at }) => at[2]));
    if (boards.length === 0) return { footprint, ...WITHOUT_SHELVES };
    const low = Math.max(...boards);
    return { footprint, low, high: low + OVER_THE_HIGHEST };
  });

export function hiddenFeet(camera: CameraModel, obstacles: readonly Obstacle[]): HiddenFeet {
  const eye = cameraCentre(camera);
  const from = groundPoint(eye.x, eye.y);
  return (at) => {
    const hidden = obstacles.map(({ footprint, low, high }) => {
      const behind = lastMeeting(from, at, footprint);
      if (behind === null) return 0;
      // A line of sight to the floor falls evenly from the camera's height: so high it is where it leaves the fixture.
      const over = eye.z * (1 - behind);
      return Math.min(1, (high - over) / (high - low));
    });
    return Math.max(SELDOM, CUT_THERE * Math.max(0, ...hidden));
  };
}

/** As a share of the way, where it last meets the polygon; 1 when it ends in it, `null` when it passes by. */
function lastMeeting(from: Point<'ground'>, to: Point<'ground'>, polygon: PlanPolygon): number | null {
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
