/** From hand to hand. Who receives stands and waits; who gives comes up to them. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { impossible, type Place } from '#core/simulation/text/fault.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { nameOf } from '#core/simulation/shopping/finding.ts';
import { fetchFromBag, freeHand, sideWith } from '#core/simulation/shopping/carrying.ts';
import { hold, moveHand, relax } from '#core/simulation/shopping/hands.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { BODY, clearanceAt } from '#core/simulation/floor/floor.ts';
import { turnTo, walkTo } from '#core/simulation/shopping/walk.ts';

/** m */
const BETWEEN = 0.72;
/** s */
const PATIENCE = 60;

export function* give(world: World, actor: Actor, product: number, other: Actor, place: Place): Acting {
  const unit = [actor.right.holds, actor.left.holds, ...actor.bag].find(
    (each) => each != null && world.units[each]!.product === product,
  );
  if (unit == null)
    throw impossible(
      place,
      `${actor.person.id} does not have “${nameOf(world, product)}” to give; let them take it first`,
    );
  for (let waited = 0; other.receivesFrom !== actor.index; waited += TICK) {
    if (waited > PATIENCE)
      throw impossible(
        place,
        `${other.person.id} is not there to receive it; put their “receive” earlier, or this later`,
      );
    yield;
  }
  const to = beside(world, actor, other);
  if (to === null)
    throw impossible(place, `there is no room beside ${other.person.id}; let them receive it somewhere else`);
  actor.claim = to;
  yield* walkTo(world, actor, to, Math.atan2(other.y - to[1], other.x - to[0]));
  const side = sideWith(actor, unit) ?? (yield* fetchFromBag(world, actor, unit));
  if (side === null)
    throw impossible(place, `${actor.person.id} has no hand free to give something; let them carry less`);
  const meeting: WorldPoint = {
    x: (actor.x + other.x) / 2,
    y: (actor.y + other.y) / 2,
    z: 0.6 * Math.min(actor.person.height, other.person.height),
  };
  const start = world.time;
  yield* moveHand(actor, { side, to: () => meeting, seconds: actor.chance.between(0.6, 0.9), look: meeting });
  const taking = freeHand(other, meeting);
  if (taking === null)
    throw impossible(place, `${other.person.id} has no hand free to receive it; let them carry a bag or a basket`);
  const coming = moveHand(other, {
    side: taking,
    to: () => meeting,
    seconds: other.chance.between(0.5, 0.8),
    look: meeting,
  });
  while (!coming.next().done) yield;
  actor[side].holds = null;
  other[taking].holds = unit;
  world.put(unit, { kind: 'hand', person: other.index, side: taking });
  world.deeds.push({
    type: 'give',
    person: actor.index,
    to: other.index,
    unit,
    product,
    plate: null,
    start,
    end: world.time,
  });
  yield* hold(0.2);
  other.receivesFrom = null;
  yield* relax(actor, side, actor.chance.between(0.5, 0.8));
  actor.claim = null;
}

export function* receive(actor: Actor, from: Actor, stow: (side: 'left' | 'right') => Acting): Acting {
  actor.receivesFrom = from.index;
  actor.claim = [actor.x, actor.y];
  while (actor.receivesFrom !== null) {
    actor.speed = Math.max(0, actor.speed - 2 * TICK);
    const near = from.present && Math.hypot(from.x - actor.x, from.y - actor.y) < 1.6;
    if (near) {
      const turning = turnTo(actor, Math.atan2(from.y - actor.y, from.x - actor.x));
      while (actor.receivesFrom !== null && !turning.next().done) yield;
    }
    yield;
  }
  const side = actor.right.at !== null ? 'right' : 'left';
  yield* stow(side);
  actor.claim = null;
}

/** A place beside somebody with room for one more, the nearest. */
function beside(world: World, actor: Actor, other: Actor): PlanPoint | null {
  const places = Array.from({ length: 12 }, (_, i): PlanPoint => {
    const angle = (i * Math.PI) / 6;
    return [other.x + BETWEEN * Math.cos(angle), other.y + BETWEEN * Math.sin(angle)];
  });
  const free = places.filter(
    ([x, y]) =>
      clearanceAt(world.floor, x, y) >= BODY + 0.03 &&
      world.taken(actor).every(([tx, ty]) => Math.hypot(tx - x, ty - y) > 0.5),
  );
  const far = ([x, y]: PlanPoint) => Math.hypot(x - actor.x, y - actor.y);
  return free.reduce<PlanPoint | null>((best, each) => (best === null || far(each) < far(best) ? each : best), null);
}
