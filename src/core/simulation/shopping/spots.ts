import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { standingPlace } from '#core/simulation/floor/standing.ts';
import type { World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint, Slot } from '#core/simulation/store/simulated-store.ts';

/** Where a unit stands, or is to stand. */
export interface ShelfSpot {
  /** Index of the plate. */
  readonly plate: number;
  readonly slot: Slot;
  /** Middle of the unit's underside, m. */
  readonly at: readonly [number, number, number];
  /** Where a hand holds it, m. */
  readonly grip: WorldPoint;
  /** Out of the shelf: a unit vector. */
  readonly outward: PlanPoint;
}

/** How far up a unit it is held, as a share of its height. */
const GRIP = 0.55;

/** @param unit - That stands on a shelf. */
export function spotOfUnit(world: World, unit: number): ShelfSpot {
  const { slot, product, place } = world.units[unit]!;
  const at = place.kind === 'shelf' ? ([place.at.x, place.at.y, place.at.z] as const) : slot!.at;
  return spot(world, slot!, at, product);
}

/**
 * A place on the facing of a product, before what stands there.
 *
 * @param onto - Index of the product whose facing it is.
 * @param product - Index of what is put there.
 * @returns `null` when the facing is full or out of reach.
 */
export function freeSpot(world: World, actor: Actor, onto: number, product: number): ShelfSpot | null {
  const spots = world.store.plates.flatMap((plate) => {
    if (plate.product !== onto) return [];
    const columns = [...new Set(plate.slots.map(({ column }) => column))];
    return columns.flatMap((column) => {
      const slot = nextFree(
        world,
        plate.slots.filter((each) => each.column === column),
      );
      if (slot === null) return [];
      const found = spot(world, slot, slot.at, product);
      const { x, y, z } = found.grip;
      const reachable =
        standingPlace(world.store, world.floor, slot.plate, [x, y, z], actor.person.height, []) !== null;
      return reachable ? [found] : [];
    });
  });
  return spots.length === 0 ? null : actor.chance.pick(spots);
}

/** Right before the unit in front, at the back of an empty column. @param slots - Of one column. */
function nextFree(world: World, slots: readonly Slot[]): Slot | null {
  const back = [...slots].sort((a, b) => b.row - a.row);
  const front = back.findLastIndex((slot) => world.standing.has(slot));
  return back[front + 1] ?? null;
}

function spot(world: World, slot: Slot, at: readonly [number, number, number], product: number): ShelfSpot {
  const up = GRIP * world.wares[product]!.size[2];
  const { outward } = world.store.fixtures[world.store.plates[slot.plate]!.fixture]!;
  return { plate: slot.plate, slot, at, grip: { x: at[0], y: at[1], z: at[2] + up }, outward };
}
