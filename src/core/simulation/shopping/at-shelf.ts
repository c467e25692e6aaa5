/** What people do before a shelf. Times are those of people who shop, s. */
import type { PlayedStep } from '#core/simulation/scenario/play.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { fetchFromBag, freeHand, sideWith } from '#core/simulation/shopping/carrying.ts';
import { choose, goBefore, nameOf } from '#core/simulation/shopping/finding.ts';
import { gazeAt, hold, leastJerk } from '#core/simulation/shopping/hands.ts';
import { bringToEyes, brush, reach, stow, withdraw } from '#core/simulation/shopping/reaching.ts';
import { freeSpot, spotOfUnit } from '#core/simulation/shopping/spots.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import { type Place, impossible } from '#core/simulation/text/fault.ts';

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
