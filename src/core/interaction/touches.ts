/** Hands that came and went: plates that were disturbed and carry what they carried before. */
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { ShelfModel } from '#core/interaction/shelf-model.ts';
import { CHANGED, MOVING, type PlateLevels } from '#core/interaction/weight-steps.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** One disturbed plate, µs. */
export interface Disturbance {
  readonly plate: number;
  readonly left: number;
  readonly ended: number;
}

/** What of a shelf is remembered between slices; one entry a shelf, in the model's order. */
export interface ShelfMemory {
  /** Disturbances not reported yet. */
  readonly disturbed: readonly Disturbance[];
  /** The last time something was taken from or put on the shelf, µs. */
  readonly handFrom: number;
  readonly handUntil: number;
}

export const untouched: ShelfMemory = { disturbed: [], handFrom: -Infinity, handUntil: -Infinity };

/** The hand that takes something brushes its neighbours about then. */
const SAME_HAND = 1 * MICROS_PER_SECOND;

/** Fixtures many plates of which move at this moment: somebody knocked against them, or a door was slammed. */
export function shakenFixtures(
  model: ShelfModel,
  levels: PlateLevels,
  parameters: InteractionParameters,
): ReadonlySet<string> {
  const moving = new Map<string, number>();
  model.plates.forEach(({ fixture }, i) => {
    if (levels.status[i] === MOVING) moving.set(fixture, (moving.get(fixture) ?? 0) + 1);
  });
  return new Set([...moving].filter(([, plates]) => plates >= parameters.shake).map(([fixture]) => fixture));
}

/**
 * The shelf's disturbances that were touches, once nothing moves on it any more.
 *
 * @param shaken - When its fixture was last shaken, µs.
 * @returns `null` while the shelf is not at rest.
 */
export function touchesAtRest(
  memory: ShelfMemory,
  plates: readonly number[],
  levels: PlateLevels,
  shaken: number,
): readonly Disturbance[] | null {
  if (plates.some((index) => levels.status[index] === MOVING || levels.status[index] === CHANGED)) return null;
  return memory.disturbed.filter(
    ({ left, ended }) =>
      shaken < left - SAME_HAND && (ended < memory.handFrom - SAME_HAND || left > memory.handUntil + SAME_HAND),
  );
}
