/** What people do before a shelf. Times are those of people who shop, s. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { PlayedStep } from '#core/simulation/scenario/play.ts';
import type { Side } from '#core/simulation/moment.ts';
import { impossible, type Place } from '#core/simulation/text/fault.ts';
import { type Actor, bagMouth, lookedAt } from '#core/simulation/shopping/actor.ts';
import { gazeAt, hold, leastJerk, moveHand, relax } from '#core/simulation/shopping/hands.ts';
import { postureFor, UPRIGHT } from '#core/simulation/floor/reach.ts';
import { freeHand, fetchFromBag, sideWith } from '#core/simulation/shopping/carrying.ts';
import { type ShelfSpot, freeSpot, spotOfUnit } from '#core/simulation/shopping/spots.ts';
import { standingPlace } from '#core/simulation/floor/standing.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import { turnTo, walkTo } from '#core/simulation/shopping/walk.ts';

/** How long one waits for room before a shelf, or for a unit to come back, s. */
const PATIENCE = 40;
/** From a hand to the shelf's front on its way, m. */
const BOW = 0.28;

type TakeStep = Extract<PlayedStep, { does: 'take' }>;

/** @param at - When to reach, s; `null`: at once. */
export function* take(world: World, actor: Actor, { what: product, from, place }: TakeStep, at: number | null): Acting {
  const unit = yield* choose(world, actor, product, place, from ?? product);
  world.units[unit]!.reserved = true;
  const spot = spotOfUnit(world, unit);
  yield* goBefore(world, actor, spot, place);
  while (at !== null && world.time < at) yield;
  const side = freeHand(actor, spot.grip);
  if (side === null)
    throw impossible(
      place,
      `${actor.person.id} has no hand free; let them carry a bag or a basket, or put something back first`,
    );
  const { chance } = actor;
  yield* reach(actor, side, spot);
  const touched = world.time;
  const grasp = chance.between(0.12, 0.4);
  if (chance.happens(0.7))
    world.loads.push({ kind: 'push', plate: spot.plate, at: touched, seconds: grasp, grams: chance.between(10, 120) });
  brush(world, actor, spot, touched);
  yield* hold(grasp);
  const lifting = chance.between(0.12, 0.35);
  world.lift(unit, { kind: 'hand', person: actor.index, side });
  actor[side].holds = unit;
  world.loads.push({
    kind: 'step',
    plate: spot.plate,
    at: world.time,
    seconds: lifting,
    grams: -world.units[unit]!.weight,
  });
  world.deeds.push({
    type: 'take',
    person: actor.index,
    to: null,
    unit,
    product,
    plate: spot.plate,
    start: touched,
    end: world.time + lifting,
  });
  yield* bringToEyes(actor, side, spot);
  if (chance.happens(0.5)) yield* hold(chance.between(0.3, 1.6));
  yield* stow(world, actor, side);
  actor.claim = null;
}

/** @param onto - The product on whose facing it is put, an index: its own when it is returned. */
export function* putBack(world: World, actor: Actor, product: number, onto: number, place: Place): Acting {
  const unit = [actor.right.holds, actor.left.holds, ...actor.bag].find(
    (each) => each != null && world.units[each]!.product === product,
  );
  if (unit == null)
    throw impossible(
      place,
      `${actor.person.id} does not have “${nameOf(world, product)}” to put down; let them take or receive it first`,
    );
  const spot = freeSpot(world, actor, onto, product);
  if (spot === null)
    throw impossible(
      place,
      `nothing more fits on the facing of “${nameOf(world, onto)}” within reach of ${actor.person.id}; let somebody take from it first, or put it elsewhere`,
    );
  world.standing.set(spot.slot, -1);
  yield* goBefore(world, actor, spot, place);
  const side = sideWith(actor, unit) ?? (yield* fetchFromBag(world, actor, unit));
  if (side === null)
    throw impossible(place, `${actor.person.id} has no hand free to put something down; let them carry less`);
  const { chance } = actor;
  yield* reach(actor, side, spot);
  const landed = world.time;
  const landing = chance.between(0.08, 0.3);
  actor[side].holds = null;
  world.stand(unit, spot.slot, spot.at, chance.between(-0.15, 0.15));
  world.loads.push({ kind: 'step', plate: spot.plate, at: landed, seconds: landing, grams: world.units[unit]!.weight });
  brush(world, actor, spot, landed);
  const pressing = chance.between(0.15, 0.5);
  if (chance.happens(0.6))
    world.loads.push({
      kind: 'push',
      plate: spot.plate,
      at: landed,
      seconds: pressing,
      grams: chance.between(20, 150),
    });
  const type = actor.person.role === 'staff' ? 'restock' : onto === product ? 'return' : 'misplace';
  world.deeds.push({
    type,
    person: actor.index,
    to: null,
    unit,
    product,
    plate: spot.plate,
    start: landed,
    end: landed + Math.max(landing, pressing),
  });
  yield* hold(pressing);
  yield* withdraw(actor, side, spot, chance.between(0.5, 0.8));
  actor.claim = null;
}

/** Touches what stands there, or leans on it, and takes nothing. */
export function* press(
  world: World,
  actor: Actor,
  product: number,
  type: 'touch' | 'lean',
  seconds: number | null,
  place: Place,
): Acting {
  const unit = yield* choose(world, actor, product, place);
  const spot = spotOfUnit(world, unit);
  yield* goBefore(world, actor, spot, place);
  const side = freeHand(actor, spot.grip);
  if (side === null)
    throw impossible(
      place,
      `${actor.person.id} has no hand free; let them carry a bag or a basket, or put something back first`,
    );
  const { chance } = actor;
  yield* reach(actor, side, spot);
  const start = world.time;
  const lasts = seconds ?? (type === 'touch' ? chance.between(0.2, 0.7) : chance.between(1.5, 4));
  const grams = type === 'touch' ? chance.between(30, 220) : chance.between(200, 900);
  world.loads.push({ kind: 'push', plate: spot.plate, at: start, seconds: lasts, grams });
  world.deeds.push({
    type,
    person: actor.index,
    to: null,
    unit: null,
    product,
    plate: spot.plate,
    start,
    end: start + lasts,
  });
  yield* hold(lasts);
  yield* withdraw(actor, side, spot, chance.between(0.5, 0.9));
  actor.claim = null;
}

export function* look(world: World, actor: Actor, product: number, seconds: number | null, place: Place): Acting {
  const unit = yield* choose(world, actor, product, place);
  const spot = spotOfUnit(world, unit);
  yield* goBefore(world, actor, spot, place);
  const from = actor.gaze;
  const lasts = seconds ?? actor.chance.between(1.5, 4);
  for (let s = 0; s < lasts; s += TICK) {
    actor.gaze = from + (gazeAt(actor, spot.grip) - from) * leastJerk(s / 0.6);
    yield;
  }
  actor.claim = null;
}

/** The nearest unit within reach that nobody else is after. */
function* choose(world: World, actor: Actor, product: number, place: Place, on: number | null = null): Acting<number> {
  for (let waited = 0; waited < PATIENCE; waited += TICK) {
    const fit = frontUnits(world, actor, product, on);
    if (fit.length > 0) return actor.chance.pick(fit);
    yield;
  }
  throw impossible(
    place,
    `no “${nameOf(world, product)}” that ${actor.person.id} can reach is left; show more of it, lower down, or take less`,
  );
}

/**
 * Of each column on the nearest plate that has any, the unit in front.
 *
 * @param on - The product whose facing it is to stand on; `null`: any.
 */
function frontUnits(world: World, actor: Actor, product: number, on: number | null): readonly number[] {
  const front = new Map<string, number>();
  for (const [slot, unit] of world.standing) {
    const key = `${slot.plate}/${slot.column}`;
    const other = front.get(key);
    if (unit === -1 || (other !== undefined && world.units[other]!.slot!.row < slot.row)) continue;
    if (!world.units[unit]!.reserved) front.set(key, unit);
  }
  const { plates } = world.store;
  const within = [...front.values()].flatMap((unit) => {
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
function* goBefore(world: World, actor: Actor, spot: ShelfSpot, place: Place): Acting {
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

function* reach(actor: Actor, side: Side, { grip, outward }: ShelfSpot): Acting {
  const { height } = actor.person;
  const posture = postureFor(height, Math.hypot(grip.x - actor.x, grip.y - actor.y), grip.z) ?? UPRIGHT;
  const seconds = actor.chance.between(0.8, 1.25) + 0.45 * posture.crouch;
  const by = before(grip, outward);
  yield* moveHand(actor, { side, to: () => grip, seconds, by, posture, look: grip });
}

function* bringToEyes(actor: Actor, side: Side, { grip, outward }: ShelfSpot): Acting {
  const seconds = actor.chance.between(0.7, 1.1) + 0.4 * actor.crouch;
  yield* moveHand(actor, {
    side,
    to: (who) => lookedAt(who, side),
    seconds,
    by: before(grip, outward),
    posture: UPRIGHT,
    look: grip,
  });
}

function* withdraw(actor: Actor, side: Side, { grip, outward }: ShelfSpot, seconds: number): Acting {
  yield* moveHand(actor, { side, to: () => before(grip, outward), seconds: seconds * 0.5, look: grip });
  yield* relax(actor, side, seconds + 0.4 * actor.crouch);
}

/** Into the bag, or it stays in the hand. */
export function* stow(world: World, actor: Actor, side: Side): Acting {
  if (actor.person.bag !== 'none') {
    yield* moveHand(actor, { side, to: bagMouth, seconds: actor.chance.between(0.5, 0.8) });
    const unit = actor[side].holds!;
    actor[side].holds = null;
    actor.bag.push(unit);
    world.put(unit, { kind: 'bag', person: actor.index });
  }
  yield* relax(actor, side, actor.chance.between(0.4, 0.6));
}

/** The back of the hand brushes what stands beside. */
function brush(world: World, { chance }: Actor, { plate }: ShelfSpot, at: number): void {
  if (!chance.happens(0.15)) return;
  const { shelf } = world.store.plates[plate]!;
  const beside = [plate - 1, plate + 1].filter((index) => world.store.plates[index]?.shelf === shelf);
  if (beside.length === 0) return;
  world.loads.push({
    kind: 'push',
    plate: chance.pick(beside),
    at: at - 0.1,
    seconds: chance.between(0.1, 0.3),
    grams: chance.between(5, 60),
  });
}

const before = (grip: WorldPoint, [ox, oy]: readonly [number, number]): WorldPoint => ({
  x: grip.x + BOW * ox,
  y: grip.y + BOW * oy,
  z: grip.z + 0.03,
});

export const nameOf = ({ store }: World, product: number): string => store.products[product]!.sku.name;
