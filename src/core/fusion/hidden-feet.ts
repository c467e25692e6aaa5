/** Where on the floor a camera does not see feet, because a fixture of the plan stands before them. */
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import { type Point, groundPoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, lastMeeting } from '#core/geometry/polygon.ts';
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
  const before = standsBefore(camera, obstacles);
  return (at) => Math.max(SELDOM, CUT_THERE * before(at));
}

/** The chance that a fixture hides the floor at a place, from what is known of its height. */
export function standsBefore(camera: CameraModel, obstacles: readonly Obstacle[]): (at: Point<'ground'>) => number {
  const eye = cameraCentre(camera);
  const from = groundPoint(eye.x, eye.y);
  return (at) => {
    const hidden = obstacles.map(({ footprint, low, high }) => {
      const behind = lastMeeting(footprint, from, at);
      if (behind === null) return 0;
      // A line of sight to the floor falls evenly from the camera's height: so high it is where it leaves the fixture.
      const over = eye.z * (1 - behind);
      return Math.min(1, (high - over) / (high - low));
    });
    return Math.max(0, ...hidden);
  };
}
