/**
 * Walking: along a way, around those who come up, with the accelerations of people.
 *
 * Who is near is avoided by choosing, every tick, among a few directions and paces the one that leads on and keeps clear,
 * after P. Fiorini & Z. Shiller, *Motion Planning in Dynamic Environments Using Velocity Obstacles*, IJRR 17 (1998) 760.
 */
import { impossible } from '#core/simulation/text/fault.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { type Acting, TICK, type World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { wrapped } from '#core/simulation/floor/angles.ts';
import { findWay } from '#core/simulation/floor/find-way.ts';
import { chooseCourse } from '#core/simulation/shopping/choose-course.ts';
import { advance, shuffle, turnBy } from '#core/simulation/shopping/advance.ts';

/** From here on one steps into place and needs no more steering, m. */
const LAST_STEP = 0.3;
/** m */
const THERE = 0.01;
/** Not getting on for this long asks for another way, s. */
const STUCK = 1.2;
/** Longer than this nobody walks in a shop, s. */
const TOO_LONG = 90;

/**
 * @param to - Where to stand in the end.
 * @param heading - How to stand there, rad; `null`: any way.
 */
export function* walkTo(world: World, actor: Actor, to: PlanPoint, heading: number | null): Acting {
  const began = world.time;
  let way = wayTo(world, actor, to);
  let patience = STUCK;
  let nearest = Infinity;
  while (Math.hypot(to[0] - actor.x, to[1] - actor.y) > THERE) {
    const left = Math.hypot(to[0] - actor.x, to[1] - actor.y);
    if (way.length <= 1 && left < LAST_STEP) {
      shuffle(world, actor, to, heading);
    } else {
      const [next] = way;
      if (way.length > 1 && Math.hypot(next![0] - actor.x, next![1] - actor.y) < 0.18) way = way.slice(1);
      const rest = lengthOf(actor, way);
      advance(world, actor, chooseCourse(world, actor, way[0]!, rest));
    }
    const rest = lengthOf(actor, way);
    if (rest < nearest - 0.04) {
      nearest = rest;
      patience = STUCK;
    } else {
      patience -= TICK;
    }
    if (patience <= 0) {
      yield* stepAside(world, actor);
      way = wayTo(world, actor, to);
      nearest = Infinity;
      patience = STUCK;
    }
    if (world.time - began > TOO_LONG)
      throw impossible(
        actor.place,
        `${actor.person.id} does not get to where they want; give people more time or more room`,
      );
    yield;
  }
  if (heading !== null) yield* turnTo(actor, heading);
  actor.speed = 0;
}

export function* turnTo(actor: Actor, heading: number): Acting {
  while (Math.abs(wrapped(heading - actor.heading)) > 0.04 || Math.abs(actor.turning) > 0.3) {
    actor.speed = Math.max(0, actor.speed - 2 * TICK);
    turnBy(actor, heading);
    yield;
  }
  actor.turning = 0;
}

function wayTo(world: World, actor: Actor, to: PlanPoint): readonly PlanPoint[] {
  const standing = world.actors.flatMap((other): PlanPoint[] => {
    const near =
      Math.hypot(other.x - to[0], other.y - to[1]) < 0.4 || Math.hypot(other.x - actor.x, other.y - actor.y) < 0.5;
    return other !== actor && other.present && other.speed < 0.2 && !near ? [[other.x, other.y]] : [];
  });
  const way = findWay(world.floor, [actor.x, actor.y], to, standing);
  if (way !== null) return way;
  const where = `${to[0].toFixed(2)} ${to[1].toFixed(2)}`;
  throw impossible(
    actor.place,
    `there is no way for ${actor.person.id} to ${where}: walls or fixtures are in between; choose another place`,
  );
}

/** Lets others pass: a moment of waiting, a step to where there is room. */
function* stepAside(world: World, actor: Actor): Acting {
  const away = actor.chance.between(-Math.PI, Math.PI);
  for (let turn = 0; turn < 8; turn++) {
    const angle = away + (turn * Math.PI) / 4;
    const to: PlanPoint = [actor.x + 0.4 * Math.cos(angle), actor.y + 0.4 * Math.sin(angle)];
    const clear = world.actors.every(
      (other) => other === actor || !other.present || Math.hypot(other.x - to[0], other.y - to[1]) > 0.6,
    );
    if (!clear || findWay(world.floor, [actor.x, actor.y], to) === null) continue;
    for (let i = 0; i < 1 / TICK; i++) {
      shuffle(world, actor, to, null);
      yield;
    }
    return;
  }
  const wait = actor.chance.between(0.4, 1.2);
  for (let s = 0; s < wait; s += TICK) {
    actor.speed = Math.max(0, actor.speed - 2 * TICK);
    yield;
  }
}

function lengthOf(actor: Actor, way: readonly PlanPoint[]): number {
  let [x, y] = [actor.x, actor.y];
  return way.reduce((sum, [nx, ny]) => {
    const step = Math.hypot(nx - x, ny - y);
    [x, y] = [nx, ny];
    return sum + step;
  }, 0);
}
