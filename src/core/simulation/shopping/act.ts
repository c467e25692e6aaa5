/** All that somebody does, from the door and back to it. */
import { impossible } from '#core/simulation/text/fault.ts';
import type { PlayedStep } from '#core/simulation/scenario/play.ts';
import { type Actor, belongings } from '#core/simulation/shopping/actor.ts';
import { look, press, putBack, take } from '#core/simulation/shopping/at-shelf.ts';
import { stow } from '#core/simulation/shopping/reaching.ts';
import { follow } from '#core/simulation/shopping/following.ts';
import { give, receive } from '#core/simulation/shopping/handing-over.ts';
import { hold } from '#core/simulation/shopping/hands.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { BODY, clearanceAt } from '#core/simulation/floor/floor.ts';
import { walkTo } from '#core/simulation/shopping/walk.ts';

export function* act(world: World, actor: Actor): Acting {
  yield* comeIn(world, actor);
  for (const step of actor.played.steps) yield* doStep(world, actor, step);
  yield* goOut(world, actor);
}

function* doStep(world: World, actor: Actor, step: PlayedStep): Acting {
  const { place } = step;
  actor.place = place;
  switch (step.does) {
    case 'take':
      for (let i = 0; i < step.count; i++) yield* take(world, actor, step, i === 0 ? step.at : null);
      return;
    case 'return':
      return yield* putBack(world, actor, step.what, step.onto ?? step.what, place);
    case 'restock':
      for (let i = 0; i < step.count; i++) yield* putBack(world, actor, step.what, step.what, place);
      return;
    case 'touch':
    case 'lean':
      return yield* press(world, actor, step.what, step.does, step.seconds, place);
    case 'look':
      return yield* look(world, actor, step.what, step.seconds, place);
    case 'give':
      return yield* give(world, actor, step.what, named(world, step.other), place);
    case 'receive':
      return yield* receive(actor, named(world, step.other), (side) => stow(world, actor, side));
    case 'walk': {
      const [x, y] = step.to;
      if (clearanceAt(world.floor, x, y) < BODY)
        throw impossible(
          place,
          `${actor.person.id} cannot stand at ${x} ${y}: a wall or a fixture is there; write a place with ${Math.round(100 * BODY)} cm of room around it`,
        );
      return yield* walkTo(world, actor, step.to, null);
    }
    case 'follow':
      return yield* follow(world, actor, named(world, step.other), step.seconds);
    case 'wait':
      return yield* hold(step.seconds);
    case 'until':
      while (world.time < step.at) yield;
      return;
  }
}

const named = (world: World, name: string): Actor => world.actors.find(({ person }) => person.id === name)!;

/** Appears before the door when there is room, and comes in. */
function* comeIn(world: World, actor: Actor): Acting {
  while (world.time < actor.played.at) yield;
  const { outside, door } = actor.chance.pick(world.floor.porches);
  const [ux, uy] = [door[0] - outside[0], door[1] - outside[1]];
  const out = Math.hypot(ux, uy);
  for (;;) {
    const aside = actor.chance.between(-0.25, 0.25);
    const [x, y] = [outside[0] - (aside * uy) / out, outside[1] + (aside * ux) / out];
    const free = world.actors.every(
      (other) => other === actor || !other.present || Math.hypot(other.x - x, other.y - y) > 0.6,
    );
    if (free) {
      Object.assign(actor, { x, y, heading: Math.atan2(uy, ux), present: true, entered: world.time });
      break;
    }
    yield;
  }
  knock(world, 4);
  const inside: PlanPoint = [door[0] + (0.7 * ux) / out, door[1] + (0.7 * uy) / out];
  yield* walkNear(world, actor, inside);
}

function* goOut(world: World, actor: Actor): Acting {
  const { outside } = world.floor.porches.reduce((a, b) => (far(actor, a.door) <= far(actor, b.door) ? a : b));
  yield* walkNear(world, actor, outside);
  const units = belongings(actor);
  for (const unit of units) world.put(unit, { kind: 'gone' });
  actor.left.holds = actor.right.holds = null;
  actor.bag = [];
  actor.present = false;
  actor.gone = world.time;
  world.left.push({ person: actor.index, time: world.time, units });
  knock(world, 4);
}

/** Near enough counts where nobody has to stand on a spot. */
function* walkNear(world: World, actor: Actor, to: PlanPoint): Acting {
  const walking = walkTo(world, actor, to, null);
  while (far(actor, to) > 0.35 && !walking.next().done) yield;
}

/** The door falls shut. */
function knock(world: World, grams: number): void {
  const at = world.time + TICK;
  world.store.plates.forEach((_, plate) =>
    world.loads.push({ kind: 'knock', plate, at, grams: grams * world.chance.between(0.3, 1) }),
  );
}

const far = ({ x, y }: Actor, [tx, ty]: PlanPoint) => Math.hypot(tx - x, ty - y);
