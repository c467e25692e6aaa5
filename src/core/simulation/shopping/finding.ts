/** How people find what they want and a place to stand before it. */
import { standingPlace } from '#core/simulation/floor/standing.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { type ShelfSpot, spotOfUnit } from '#core/simulation/shopping/spots.ts';
import { turnTo, walkTo } from '#core/simulation/shopping/walk.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import { type Place, impossible } from '#core/simulation/text/fault.ts';

/** How long one waits for room before a shelf, or for a unit to come back, s. */
const PATIENCE = 40;

/** The nearest unit within reach that nobody else is after. */
export function* choose(
  world: World,
  actor: Actor,
  product: number,
  place: Place,
  on: number | null = null,
): Acting<number> {
  for (let waited = 0; waited < PATIENCE; waited += TICK) {
    const inFront = unitsWithin(world, actor, product, on, frontUnits(world));
    // What only something foreign stands before is taken from behind it.
    const fit = inFront.length > 0 ? inFront : unitsWithin(world, actor, product, on, freeUnits(world));
    if (fit.length > 0) return actor.chance.pick(fit);
    yield;
  }
  throw impossible(
    place,
    `no “${nameOf(world, product)}” that ${actor.person.id} can reach is left; show more of it, lower down, or take less`,
  );
}

/** Of each column the unit in front. */
function frontUnits({ standing, units }: World): readonly number[] {
  const front = new Map<string, number>();
  for (const [slot, unit] of standing) {
    const key = `${slot.plate}/${slot.column}`;
    const other = front.get(key);
    if (unit === -1 || (other !== undefined && units[other]!.slot!.row < slot.row)) continue;
    if (!units[unit]!.reserved) front.set(key, unit);
  }
  return [...front.values()];
}

const freeUnits = ({ standing, units }: World): readonly number[] =>
  [...standing.values()].filter((unit) => unit !== -1 && !units[unit]!.reserved);

/**
 * Those of a product on the nearest plate from which somebody can reach any.
 *
 * @param on - The product whose facing it is to stand on; `null`: any.
 */
function unitsWithin(
  world: World,
  actor: Actor,
  product: number,
  on: number | null,
  among: readonly number[],
): readonly number[] {
  const { plates } = world.store;
  const within = among.flatMap((unit) => {
    const { slot, place, product: is } = world.units[unit]!;
    if (is !== product || place.kind !== 'shelf' || (on !== null && plates[slot!.plate]!.product !== on)) return [];
    const { x, y, z } = spotOfUnit(world, unit).grip;
    const { height } = actor.person;
    if (standingPlace(world.store, world.floor, slot!.plate, [x, y, z], height, []) === null) return [];
    return [{ unit, plate: slot!.plate, far: Math.hypot(x - actor.x, y - actor.y) }];
  });
  const least = Math.min(...within.map(({ far }) => far));
  const nearest = within.find(({ far }) => far === least);
  return within.filter(({ plate }) => plate === nearest?.plate).map(({ unit }) => unit);
}

/** Walks to where the spot can be reached, waiting for room. */
export function* goBefore(world: World, actor: Actor, spot: ShelfSpot, place: Place): Acting {
  const grip = [spot.grip.x, spot.grip.y, spot.grip.z] as const;
  if (standingPlace(world.store, world.floor, spot.plate, grip, actor.person.height, []) === null)
    throw impossible(
      place,
      `${actor.person.id} is ${actor.person.height.toFixed(2)} m tall and cannot reach “${nameOf(world, world.store.plates[spot.plate]!.product)}” on its shelf; send somebody taller, or show it lower`,
    );
  for (let waited = 0; waited < PATIENCE; waited += TICK) {
    const standing = standingPlace(world.store, world.floor, spot.plate, grip, actor.person.height, world.taken(actor));
    if (standing !== null) {
      actor.claim = standing.at;
      yield* walkTo(world, actor, standing.at, standing.heading);
      yield* turnTo(actor, standing.heading);
      return;
    }
    actor.speed = Math.max(0, actor.speed - 2 * TICK);
    yield;
  }
  throw impossible(
    place,
    `there is no room before “${nameOf(world, world.store.plates[spot.plate]!.product)}” for ${actor.person.id}; let the others go on first`,
  );
}

export const nameOf = ({ store }: World, product: number): string => store.products[product]!.sku.name;
