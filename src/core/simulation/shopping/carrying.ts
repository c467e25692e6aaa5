import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Side } from '#core/simulation/moment.ts';
import { type Actor, bagMouth, lookedAt } from '#core/simulation/shopping/actor.ts';
import { moveHand } from '#core/simulation/shopping/hands.ts';
import type { Acting, World } from '#core/simulation/shopping/world.ts';
import { wrapped } from '#core/simulation/floor/angles.ts';

/** An empty hand that can get there: the right, unless the thing is to the left. `null` when both are full. */
export function freeHand(actor: Actor, at: WorldPoint): Side | null {
  const toLeft = wrapped(Math.atan2(at.y - actor.y, at.x - actor.x) - actor.heading) > 0.35;
  const order: readonly Side[] = toLeft ? ['left', 'right'] : ['right', 'left'];
  return (
    order.find((side) => actor[side].holds === null && !(side === 'left' && actor.person.bag === 'basket')) ?? null
  );
}

export const sideWith = (actor: Actor, unit: number): Side | null =>
  (['right', 'left'] as const).find((side) => actor[side].holds === unit) ?? null;

/** @returns The hand it is in now; `null` when none is free. */
export function* fetchFromBag(world: World, actor: Actor, unit: number): Acting<Side | null> {
  const side = freeHand(actor, lookedAt(actor, 'right'));
  if (side === null) return null;
  yield* moveHand(actor, { side, to: bagMouth, seconds: actor.chance.between(0.5, 0.8), look: bagMouth(actor) });
  actor.bag = actor.bag.filter((each) => each !== unit);
  actor[side].holds = unit;
  world.put(unit, { kind: 'hand', person: actor.index, side });
  yield* moveHand(actor, { side, to: (who) => lookedAt(who, side), seconds: actor.chance.between(0.5, 0.8) });
  return side;
}
