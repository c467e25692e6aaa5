/** Where somebody stands to get at something on a shelf. */
import { postureFor } from '#core/simulation/floor/reach.ts';
import type { PlanPoint, SimulatedStore } from '#core/simulation/store/simulated-store.ts';
import { BODY, type Floor, clearanceAt } from '#core/simulation/floor/floor.ts';

/** Between the middle of the body and the front of the shelf, m. */
const BEFORE = 0.36;
/** Steps aside from right in front, m; the first that is free is taken. */
const ASIDE = [0, -0.2, 0.2, -0.35, 0.35, -0.5, 0.5] as const;
/** Two people stand no closer than this, m. */
export const ELBOWS = 0.5;

export interface StandingPlace {
  readonly at: PlanPoint;
  /** Towards the shelf, rad. */
  readonly heading: number;
}

/**
 * @param at - What is wanted, m.
 * @param taken - Where others stand or are going to.
 * @returns `null` when there is no free place from which it can be reached.
 */
export function standingPlace(
  store: SimulatedStore,
  floor: Floor,
  plate: number,
  at: readonly [number, number, number],
  height: number,
  taken: readonly PlanPoint[],
): StandingPlace | null {
  const { outward, footprint } = store.fixtures[store.plates[plate]!.fixture]!;
  const [ox, oy] = outward;
  const [lx, ly] = footprint[0]!;
  const behind = (lx - at[0]) * ox + (ly - at[1]) * oy;
  for (const aside of ASIDE) {
    const [x, y] = [at[0] + (behind + BEFORE) * ox - aside * oy, at[1] + (behind + BEFORE) * oy + aside * ox];
    if (clearanceAt(floor, x, y) < BODY + 0.02) continue;
    if (taken.some(([tx, ty]) => Math.hypot(tx - x, ty - y) < ELBOWS)) continue;
    if (postureFor(height, Math.hypot(at[0] - x, at[1] - y), at[2]) === null) continue;
    return { at: [x, y], heading: Math.atan2(at[1] - y, at[0] - x) };
  }
  return null;
}

/** Whether somebody of this height reaches the front of a plate from right before it. */
export function reachesEasily(store: SimulatedStore, plate: number, height: number): boolean {
  const { at, depth, product } = store.plates[plate]!;
  const up = store.products[product]!.size[2] / 2;
  return postureFor(height, BEFORE + depth / 2, at[2] + up) !== null;
}
