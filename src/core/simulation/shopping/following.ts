import type { Actor } from '#core/simulation/shopping/actor.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { BODY, clearanceAt } from '#core/simulation/floor/floor.ts';
import { walkTo } from '#core/simulation/shopping/walk.ts';

/** Nearer than this one stays where one is, further than that one comes after, m. */
const NEAR = 0.8;
const FAR = 1.3;

/** Stays about somebody until the time is over or they have gone. */
export function* follow(world: World, actor: Actor, other: Actor, seconds: number): Acting {
  const until = world.time + seconds;
  while (world.time < until && other.gone === null) {
    if (!other.present || apart(actor, other) < FAR) {
      actor.speed = Math.max(0, actor.speed - 2 * TICK);
      yield;
      continue;
    }
    const to = towards(world, actor, other);
    if (to === null) {
      yield;
      continue;
    }
    const walking = walkTo(world, actor, to, null);
    while (apart(actor, other) > NEAR && world.time < until && !walking.next().done) yield;
  }
}

/** A place near them with room, on this side. */
function towards(world: World, actor: Actor, other: Actor): PlanPoint | null {
  const back = Math.atan2(actor.y - other.y, actor.x - other.x);
  for (const turn of [0, 0.6, -0.6, 1.2, -1.2, 1.8, -1.8]) {
    const to: PlanPoint = [other.x + NEAR * Math.cos(back + turn), other.y + NEAR * Math.sin(back + turn)];
    if (clearanceAt(world.floor, ...to) >= BODY + 0.03) return to;
  }
  return null;
}

const apart = (a: Actor, b: Actor) => Math.hypot(a.x - b.x, a.y - b.y);
