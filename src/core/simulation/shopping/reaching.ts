/** The movements of a hand to a shelf and back. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { UPRIGHT, postureFor } from '#core/simulation/floor/reach.ts';
import type { Side } from '#core/simulation/moment.ts';
import { type Actor, bagMouth, lookedAt } from '#core/simulation/shopping/actor.ts';
import { moveHand, relax } from '#core/simulation/shopping/hands.ts';
import type { ShelfSpot } from '#core/simulation/shopping/spots.ts';
import type { Acting, World } from '#core/simulation/shopping/world.ts';

/** From a hand to the shelf's front on its way, m. */
const BOW = 0.28;

export function* reach(actor: Actor, side: Side, { grip, outward }: ShelfSpot): Acting {
  const { height } = actor.person;
  const posture = postureFor(height, Math.hypot(grip.x - actor.x, grip.y - actor.y), grip.z) ?? UPRIGHT;
  const seconds = actor.chance.between(0.8, 1.25) + 0.45 * posture.crouch;
  const by = before(grip, outward);
  yield* moveHand(actor, { side, to: () => grip, seconds, by, posture, look: grip });
}

export function* bringToEyes(actor: Actor, side: Side, { grip, outward }: ShelfSpot): Acting {
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

export function* withdraw(actor: Actor, side: Side, { grip, outward }: ShelfSpot, seconds: number): Acting {
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
export function brush(world: World, { chance }: Actor, { plate }: ShelfSpot, at: number): void {
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
