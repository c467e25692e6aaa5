import type { WorldPoint } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import type { Rack } from '#core/simulation/body/fixture-blocks.ts';
import { along, dot, subtract, vector } from '#core/simulation/body/vector.ts';
import type { Dice } from '#core/simulation/looks/dice.ts';
import type { HandMoment, Item, Person, PersonMoment } from '#core/simulation/moment.ts';
import type { Stage } from '#core/simulation/staging/stage.ts';

export function randomCast(dice: Dice, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, i): Person => {
    const child = dice.chance(0.14);
    return {
      id: String(i),
      role: dice.chance(0.1) ? 'staff' : 'shopper',
      height: child ? dice.between(1, 1.45) : dice.between(1.5, 1.95),
      build: dice.between(0.82, 1.35),
      look: dice.seed(),
      walk: dice.seed(),
      bag: dice.pick(['none', 'none', 'none', 'shoulder', 'basket'] as const),
    };
  });
}

/** Somewhere in a store somebody may stand: m from walls and shelves. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export function freeSpot(
  dice: Dice,
  { furniture: { outline } }: Stage,
  racks: readonly Rack[],
  taken: readonly Spot[],
): Spot | null {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  for (let tries = 0; tries < 30; tries++) {
    const x = dice.between(Math.min(...xs) + 0.25, Math.max(...xs) - 0.25);
    const y = dice.between(Math.min(...ys) + 0.25, Math.max(...ys) - 0.25);
    // Groups stand close together.
    const clear = taken.every((other) => Math.hypot(other.x - x, other.y - y) > 0.42);
    const free = clear && racks.every((rack) => !nearRack(rack, { x, y }, 0.22));
    if (free && contains(outline, groundPoint(x, y))) return { x, y };
  }
  return null;
}

function nearRack(rack: Rack, { x, y }: Spot, margin: number): boolean {
  const way = subtract(vector(x, y, 0), rack.at);
  return (
    Math.abs(dot(way, rack.turned.forward)) < rack.depth / 2 + margin &&
    Math.abs(dot(way, rack.turned.left)) < rack.width / 2 + margin
  );
}

const IDLE: HandMoment = { at: null, holds: null };

/**
 * Somebody doing something that people do in shops.
 *
 * @param hold - Makes an item that a hand then holds; its index.
 */
export function randomDeed(
  dice: Dice,
  person: number,
  { height }: Person,
  stage: Stage,
  racks: readonly Rack[],
  items: readonly Item[],
  taken: readonly Spot[],
  hold: (side: 'left' | 'right') => number,
): PersonMoment | null {
  const side = dice.chance(0.6) ? 'right' : 'left';
  const other = side === 'right' ? 'left' : 'right';
  const base = {
    person,
    stride: dice.between(0, 20),
    gaze: dice.between(-0.7, 0.7),
    speed: 0,
    crouch: 0,
    bend: dice.between(0, 0.12),
    heading: dice.between(-Math.PI, Math.PI),
  };
  const carried = (chance: number, which: 'left' | 'right'): HandMoment =>
    dice.chance(chance) ? { at: null, holds: hold(which) } : IDLE;

  if (racks.length > 0 && dice.chance(0.45)) {
    const goal = dice.pick(items);
    if (goal.place.kind === 'shelf') {
      const rack = racks.find((each) => nearRack(each, (goal.place as { at: WorldPoint }).at, 0));
      const spot = rack && beforeShelf(dice, rack, goal.place.at, height);
      if (spot && taken.every((each) => Math.hypot(each.x - spot.x, each.y - spot.y) > 0.35) && inside(stage, spot)) {
        const { at } = goal.place;
        const low = at.z < 0.42 * height;
        const share = dice.between(0.35, 1);
        const from = vector(spot.x, spot.y, 0.62 * height);
        const target = {
          x: from.x + (at.x - from.x) * share,
          y: from.y + (at.y - from.y) * share,
          z: from.z + (at.z + 0.06 - from.z) * share,
        };
        const squats = low && dice.chance(0.6);
        const reaching: HandMoment = { at: target, holds: dice.chance(0.5) ? hold(side) : null };
        const both = dice.chance(0.12);
        const second: HandMoment = both ? { at: { ...target, z: target.z + 0.05 }, holds: null } : carried(0.2, other);
        return {
          ...base,
          ...spot,
          heading: Math.atan2(at.y - spot.y, at.x - spot.x) + dice.between(-0.5, 0.5),
          gaze: dice.between(-0.3, 0.3),
          crouch: squats ? dice.between(0.4, 1) : 0,
          bend: low && !squats ? dice.between(0.3, 0.9) : base.bend,
          [side]: reaching,
          [other]: second,
        } as PersonMoment;
      }
    }
  }
  const spot = freeSpot(dice, stage, racks, taken);
  if (spot === null) return null;
  if (dice.chance(0.5)) {
    const walking = { ...base, ...spot, speed: dice.between(0.4, 1.5) };
    return { ...walking, [side]: carried(0.35, side), [other]: carried(0.1, other) } as PersonMoment;
  }
  // Standing, and often looking at something in the hand.
  const looks = dice.chance(0.5);
  const ahead = dice.between(0.18, 0.36);
  const c = Math.cos(base.heading);
  const s = Math.sin(base.heading);
  const out = side === 'right' ? -1 : 1;
  const aside = out * dice.between(-0.02, 0.16);
  const at = {
    x: spot.x + c * ahead - s * aside,
    y: spot.y + s * ahead + c * aside,
    z: height * dice.between(0.6, 0.78),
  };
  const holding: HandMoment = looks ? { at, holds: dice.chance(0.85) ? hold(side) : null } : carried(0.3, side);
  return {
    ...base,
    ...spot,
    crouch: dice.chance(0.06) ? dice.between(0.3, 1) : 0,
    [side]: holding,
    [other]: carried(0.12, other),
  } as PersonMoment;
}

const inside = ({ furniture }: Stage, { x, y }: Spot): boolean => contains(furniture.outline, groundPoint(x, y));

/** Where somebody stands who reaches for something. */
function beforeShelf(dice: Dice, rack: Rack, at: WorldPoint, height: number): Spot {
  const deep = dot(subtract(at, rack.at), rack.turned.forward);
  const out = along(at, rack.turned.forward, rack.depth / 2 - deep + height * dice.between(0.14, 0.26));
  return along(out, rack.turned.left, dice.between(-0.3, 0.3));
}
