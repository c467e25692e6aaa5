/** One tick of a body on its feet. */
import { strideLength } from '#core/simulation/body/stride.ts';
import type { Actor } from '#core/simulation/shopping/actor.ts';
import { TICK, type World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { wrapped } from '#core/simulation/floor/angles.ts';
import type { Course } from '#core/simulation/shopping/choose-course.ts';
import { BODY, clearanceAt } from '#core/simulation/floor/floor.ts';

/** m/s² */
const SPEEDING = 1.2;
const BRAKING = 1.8;
/** rad/s and rad/s² */
const TURNING = 2.6;
const TWISTING = 11;
/** Sideways and backwards, m/s. */
const SHUFFLING = 0.45;
/** Bodies come no closer, m. */
export const APART = 0.42;

/** Turns towards a course, speeds up or slows down, and goes as far as there is room. */
export function advance(world: World, actor: Actor, { heading, speed }: Course): void {
  turnBy(actor, heading);
  const facing = Math.max(0, Math.cos(wrapped(heading - actor.heading)));
  const wanted = speed * facing ** 2;
  const change = Math.max(-BRAKING * TICK, Math.min(SPEEDING * TICK, wanted - actor.speed));
  actor.speed += change;
  const [dx, dy] = [Math.cos(actor.heading) * actor.speed * TICK, Math.sin(actor.heading) * actor.speed * TICK];
  const went = goBy(world, actor, dx, dy);
  if (went < 0.5 * Math.hypot(dx, dy)) actor.speed = Math.max(0, actor.speed - 2 * BRAKING * TICK);
}

/** Small steps to a place, turning on the way. @param heading - `null`: as they stand. */
export function shuffle(world: World, actor: Actor, [x, y]: PlanPoint, heading: number | null): void {
  const [dx, dy] = [x - actor.x, y - actor.y];
  const left = Math.hypot(dx, dy);
  if (heading !== null) turnBy(actor, heading);
  if (left < 1e-6) return;
  const was = Math.abs(actor.speed);
  const pace = Math.min(SHUFFLING, was + SPEEDING * TICK, 5 * left + 0.02);
  const slowed = Math.max(pace, was - BRAKING * TICK);
  const step = Math.min(left, slowed * TICK);
  const went = goBy(world, actor, (dx / left) * step, (dy / left) * step);
  actor.speed = Math.max(went / TICK, was - 2 * BRAKING * TICK);
}

export function turnBy(actor: Actor, heading: number): void {
  const error = wrapped(heading - actor.heading);
  const wanted = Math.max(-TURNING, Math.min(TURNING, error * 4.5));
  actor.turning += Math.max(-TWISTING * TICK, Math.min(TWISTING * TICK, wanted - actor.turning));
  actor.heading = wrapped(actor.heading + actor.turning * TICK);
}

const SLIDES = [0, 0.5, -0.5, 1, -1, 1.4, -1.4] as const;

/** Goes by (dx, dy) or as nearly so as walls and people allow. @returns m that were gone. */
function goBy(world: World, actor: Actor, dx: number, dy: number): number {
  const whole = Math.hypot(dx, dy);
  if (whole === 0) return 0;
  for (const slide of SLIDES) {
    const [c, s] = [Math.cos(slide), Math.sin(slide)];
    const share = c;
    const [x, y] = [actor.x + share * (dx * c - dy * s), actor.y + share * (dx * s + dy * c)];
    if (!room(world, actor, x, y)) continue;
    const went = whole * share;
    actor.x = x;
    actor.y = y;
    actor.stride += went / strideLength(actor.person.height, went / TICK);
    return went;
  }
  return 0;
}

function room({ floor, actors }: World, actor: Actor, x: number, y: number): boolean {
  const clear = clearanceAt(floor, x, y);
  if (clear < BODY && clear <= clearanceAt(floor, actor.x, actor.y)) return false;
  return actors.every((other) => {
    if (other === actor || !other.present) return true;
    const apart = Math.hypot(other.x - x, other.y - y);
    return apart >= APART || apart > Math.hypot(other.x - actor.x, other.y - actor.y);
  });
}
