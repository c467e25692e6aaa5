/** Which of those who are followed are written as being somewhere on the floor. */
import type { WorldEntry } from '#core/datasets/world-table.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import { contains } from '#core/geometry/polygon.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Where somebody is whom no camera has seen for longer is a guess, which is followed but not written, s. */
const LATELY = 0.5;

/**
 * @param time - Of the frame, which counts from 1.
 * @param numberOf - Of a shopper's id.
 * @returns Everybody in the outline who was seen lately.
 */
export const floorRows = (
  frame: number,
  time: Micros,
  shoppers: readonly Shopper[],
  { outline }: FloorPlan,
  numberOf: (id: string) => number,
): readonly WorldEntry[] =>
  shoppers
    .filter(({ state, lastSeen }) => state === 'confirmed' && time - lastSeen <= LATELY * MICROS_PER_SECOND)
    .filter(({ at }) => contains(outline, at))
    .map(({ id, at: { x, y } }) => ({ frame, id: numberOf(id), x, y }));
