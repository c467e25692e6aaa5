/** What cameras that see the same shoppers say of one another: how their clocks differ, and whether one was moved. */
import type { Belief } from '#core/fusion/belief.ts';
import { clockSigma } from '#core/fusion/clock-filter.ts';
import { type Clocks, createClocks } from '#core/fusion/clocks.ts';
import { compareClocks } from '#core/fusion/compare-clocks.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type MovedState, createMoved, watchMoved } from '#core/fusion/moved-cameras.ts';
import { type LastFixes, type SharedSight, shareSights } from '#core/fusion/shared-sights.ts';
import { cameraCentre } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

export interface Agreement {
  readonly fixes: LastFixes;
  readonly clocks: Clocks;
  readonly moved: MovedState;
}

/** What an unknown clock may shift somebody by before it looks like a camera that was moved, m. */
const SHIFT = 0.06;
/** How much of a clock's standard deviation counts: a camera that was moved is off alike whichever way people walk, a clock is not. */
const DOUBT = 0.4;

/** @param cameras - Of which it is known where they hang. */
export const createAgreement = (
  cameras: readonly ProjectCamera[],
  { clocks, lasting }: FusionParameters,
): Agreement => ({
  fixes: new Map(),
  clocks: createClocks(clocks > 0 ? cameras : cameras.map(({ id }) => ({ id })), lasting),
  moved: createMoved(cameras.map((camera) => ({ id: camera.id, ...cameraCentre(cameraModel(camera)) }))),
});

/** @param applied - By how much the stamp of `floor` was put right, s. */
export function noteFloor(
  agreement: Agreement,
  before: readonly Belief[],
  after: readonly Belief[],
  floor: FloorSighting,
  applied: number,
  parameters: FusionParameters,
): Agreement {
  if (floor.trusted) return agreement;
  const { fixes, shared } = shareSights(agreement.fixes, before, after, floor, applied);
  const clocks = parameters.clocks > 0 ? compareClocks(agreement.clocks, shared, floor.time) : agreement.clocks;
  if (parameters.moved === 0) return { ...agreement, fixes, clocks };
  const placed = shared.filter((sight) => shiftOf(sight, clocks) < SHIFT);
  const followed = new Set(after.map(({ id }) => id));
  return { fixes, clocks, moved: watchMoved(agreement.moved, placed, floor.time, followed) };
}

/** By how much the clocks as they are known may put somebody in another place, m. */
function shiftOf({ camera, other, velocity }: SharedSight, { cameras, filter, applied, lasting }: Clocks): number {
  // Sessions that were stored before were more hopeful of what they knew.
  const share = lasting > 0 ? DOUBT : 1;
  const unknown = [camera, other].map((id) => {
    const index = cameras.indexOf(id);
    return share * clockSigma(filter, index) + Math.abs(filter.state[index]! - applied[index]!);
  });
  return Math.hypot(velocity.x, velocity.y) * Math.max(...unknown);
}
