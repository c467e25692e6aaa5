/**
 * People who walk about a rectangular room without end: each to a place of their choice, there they stand for a while, and then to
 * another. Whoever comes near somebody else slows down and is turned aside; bodies do not overlap.
 */
import { groundPoint } from '#core/geometry/frames.ts';
import { type PlanPolygon, contains } from '#core/geometry/polygon.ts';
import { type Chance, chanceOf } from '#core/simulation/chance.ts';

export interface Passer {
  readonly x: number;
  readonly y: number;
}

export interface Crowd {
  /** m, with shoes; one a person. */
  readonly heights: readonly number[];
  /** Where everybody is at each moment, {@link STEP} apart, m. */
  readonly moments: readonly (readonly Passer[])[];
  /** What stands in the middle; `null` in an empty room. */
  readonly shelf: Shelf | null;
}

export interface Shelf {
  readonly footprint: PlanPolygon;
  /** m */
  readonly height: number;
}

export interface CrowdSetUp {
  readonly people: number;
  readonly seconds: number;
  /** m; one corner is the origin. */
  readonly room: { readonly x: number; readonly y: number };
  readonly seed: number;
  /** A shelf of 2.4 m × 0.5 m stands in the middle, so high, m; 0 for none. */
  readonly shelf?: number;
}

/** s */
export const STEP = 0.02;
/** Nobody walks nearer to a wall, m. */
const WALL = 0.4;
/** m/s */
const SPEED = { slow: 0.6, fast: 1.4 } as const;
/** s */
const PAUSE = { short: 0, long: 4 } as const;
/** Nearer than the first people turn aside, nearer than the second they do not come, m. */
const [PERSONAL, BODY] = [0.8, 0.4];
/** How quickly a walk becomes what is wanted, s. */
const REACTION = 0.4;
const ARRIVED = 0.25;
/** Whoever does not get there thinks again, s. */
const PATIENCE = 12;

interface Walk {
  x: number;
  y: number;
  vx: number;
  vy: number;
  goal: Passer;
  speed: number;
  waits: number;
  tries: number;
}

export function walkAbout({ people, seconds, room, seed, shelf: height = 0 }: CrowdSetUp): Crowd {
  const shelf = height > 0 ? { footprint: around(room, 1.2, 0.25), height } : null;
  // Nobody's middle is in it, or nearer than their shoulders are wide.
  const closed = height > 0 ? around(room, 1.45, 0.5) : null;
  const chance = chanceOf(seed).fork('crowd');
  const walks: Walk[] = [];
  while (walks.length < people) {
    const place = somewhere(room, chance);
    if (walks.some((other) => distance(other, place) < PERSONAL) || isIn(closed, place)) continue;
    walks.push({ ...place, vx: 0, vy: 0, ...decide(room, chance), waits: 0 });
  }
  const heights = walks.map(() => 1.72 + 0.09 * chance.normal());
  const moments = Array.from({ length: Math.round(seconds / STEP) + 1 }, () => {
    const now = walks.map(({ x, y }) => ({ x, y }));
    for (const walk of walks) go(walk, walks, room, closed, chance);
    return now;
  });
  return { heights, moments, shelf };
}

/** At second `t`. */
export const crowdAt = ({ moments }: Crowd, t: number): readonly Passer[] =>
  moments[Math.min(moments.length - 1, Math.max(0, Math.round(t / STEP)))]!;

function go(
  walk: Walk,
  all: readonly Walk[],
  room: CrowdSetUp['room'],
  closed: PlanPolygon | null,
  chance: Chance,
): void {
  walk.waits -= STEP;
  walk.tries -= STEP;
  const [dx, dy] = [walk.goal.x - walk.x, walk.goal.y - walk.y];
  const left = Math.hypot(dx, dy);
  if (left < ARRIVED || walk.tries < 0) {
    Object.assign(walk, decide(room, chance), { waits: chance.between(PAUSE.short, PAUSE.long) });
  }
  const speed = walk.waits > 0 ? 0 : walk.speed;
  let wantedX = (speed * dx) / Math.max(left, 1e-9);
  let wantedY = (speed * dy) / Math.max(left, 1e-9);
  for (const other of all) {
    const gap = distance(other, walk);
    if (other === walk || gap >= PERSONAL) continue;
    // Away from them, and a little to the right, so that two who meet do not stop before each other for ever.
    const [ax, ay] = [(walk.x - other.x) / gap, (walk.y - other.y) / gap];
    const push = 1.5 * (1 - gap / PERSONAL);
    wantedX += push * (ax + 0.6 * ay);
    wantedY += push * (ay - 0.6 * ax);
  }
  walk.vx += ((wantedX - walk.vx) * STEP) / REACTION;
  walk.vy += ((wantedY - walk.vy) * STEP) / REACTION;
  const x = within(walk.x + walk.vx * STEP, room.x);
  const y = within(walk.y + walk.vy * STEP, room.y);
  const blocked = all.some((other) => {
    const gap = distance(other, { x, y });
    return other !== walk && gap < BODY && gap < distance(other, walk);
  });
  if (blocked) [walk.vx, walk.vy] = [0, 0];
  // Before the shelf they think of somewhere else.
  else if (isIn(closed, { x, y })) Object.assign(walk, decide(room, chance), { vx: 0, vy: 0 });
  else [walk.x, walk.y] = [x, y];
}

const around = ({ x, y }: CrowdSetUp['room'], dx: number, dy: number): PlanPolygon => [
  [x / 2 - dx, y / 2 - dy],
  [x / 2 + dx, y / 2 - dy],
  [x / 2 + dx, y / 2 + dy],
  [x / 2 - dx, y / 2 + dy],
];
const isIn = (polygon: PlanPolygon | null, { x, y }: Passer): boolean =>
  polygon !== null && contains(polygon, groundPoint(x, y));

const within = (value: number, length: number): number => Math.min(length - WALL, Math.max(WALL, value));
const distance = (a: Passer, b: Passer): number => Math.hypot(a.x - b.x, a.y - b.y);

const somewhere = (room: CrowdSetUp['room'], chance: Chance): Passer => ({
  x: chance.between(WALL, room.x - WALL),
  y: chance.between(WALL, room.y - WALL),
});

const decide = (room: CrowdSetUp['room'], chance: Chance) => ({
  goal: somewhere(room, chance),
  speed: chance.between(SPEED.slow, SPEED.fast),
  tries: PATIENCE,
});
