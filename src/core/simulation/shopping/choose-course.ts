import type { Actor } from '#core/simulation/shopping/actor.ts';
import type { World } from '#core/simulation/shopping/world.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';
import { BODY, clearanceAt } from '#core/simulation/floor/floor.ts';

export interface Course {
  /** rad */
  readonly heading: number;
  /** m/s */
  readonly speed: number;
}

/** To the right first: so do others, and people pass each other. */
const TURNS = [0, -0.3, 0.3, -0.65, 0.65, -1.1, 1.1, -1.6, 1.6] as const;
const PACES = [1, 0.5, 0.12] as const;
/** s */
const AHEAD = 1.5;
/** m */
const COMFORTABLE = 0.55;
/** m/s² */
const BRAKING = 0.9;

/** @param rest - Left to walk, m. */
export function chooseCourse(world: World, actor: Actor, next: PlanPoint, rest: number): Course {
  const straight = Math.atan2(next[1] - actor.y, next[0] - actor.x);
  const most = Math.min(actor.pace, Math.sqrt(2 * BRAKING * Math.max(0.02, rest - 0.05)));
  const others = world.actors.filter(
    (other) => other !== actor && other.present && Math.hypot(other.x - actor.x, other.y - actor.y) < 2.2,
  );
  if (others.length === 0) return { heading: straight, speed: most };
  let best: Course = { heading: straight, speed: 0 };
  let least = Infinity;
  for (const turn of TURNS) {
    for (const pace of PACES) {
      const course = { heading: straight + turn, speed: most * pace };
      const cost =
        Math.abs(turn) * 0.8 +
        (turn > 0 ? 0.05 : 0) +
        (1 - pace) * 0.9 +
        wallCost(world, actor, course) +
        peopleCost(others, actor, course);
      if (cost < least) [best, least] = [course, cost];
    }
  }
  return best;
}

function wallCost({ floor }: World, { x, y }: Actor, { heading }: Course): number {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  return [0.15, 0.35].reduce(
    (sum, far) => sum + (clearanceAt(floor, x + far * c, y + far * s) < BODY + 0.02 ? 3 : 0),
    0,
  );
}

function peopleCost(others: readonly Actor[], actor: Actor, { heading, speed }: Course): number {
  return others.reduce((sum, other) => {
    const [px, py] = [other.x - actor.x, other.y - actor.y];
    const vx = speed * Math.cos(heading) - other.speed * Math.cos(other.heading);
    const vy = speed * Math.sin(heading) - other.speed * Math.sin(other.heading);
    const square = vx * vx + vy * vy;
    const when = square < 1e-6 ? 0 : Math.max(0, Math.min(AHEAD, (px * vx + py * vy) / square));
    const near = Math.hypot(px - when * vx, py - when * vy);
    return sum + Math.max(0, COMFORTABLE - near) * 9 * (1.2 - when / AHEAD);
  }, 0);
}
