/** What cameras that see the same shoppers say of one another: how their clocks differ, and whether one was moved. */
import type { Belief } from '#core/fusion/belief.ts';
import { type Clocks, compareClocks, createClocks } from '#core/fusion/clocks.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type LastFixes, shareSights } from '#core/fusion/shared-sights.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

export interface Agreement {
  readonly fixes: LastFixes;
  readonly clocks: Clocks;
}

/** @param cameras - Of which it is known where they hang. */
export const createAgreement = (cameras: readonly ProjectCamera[]): Agreement => ({
  fixes: new Map(),
  clocks: createClocks(cameras),
});

/** @param applied - By how much the stamp of `floor` was put right, s. */
export function noteFloor(
  agreement: Agreement,
  before: readonly Belief[],
  after: readonly Belief[],
  floor: FloorSighting,
  applied: number,
): Agreement {
  if (floor.trusted) return agreement;
  const { fixes, shared } = shareSights(agreement.fixes, before, after, floor, applied);
  return { fixes, clocks: compareClocks(agreement.clocks, shared, floor.time) };
}
