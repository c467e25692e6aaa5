import type { WorldPoint } from '#core/geometry/frames.ts';
import { type Orientation, facing } from '#core/simulation/body/orientation.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, cross, scale, unit } from '#core/simulation/body/vector.ts';
import type { Side, Ware } from '#core/simulation/moment.ts';

/** A thing with its middle at `at`; its width goes along `turned.left`, its depth along `turned.forward`. */
export interface PlacedWare {
  readonly at: WorldPoint;
  readonly turned: Orientation;
}

/** Where an item is that a hand holds: against the palm, and kept upright as people do, more or less. */
export function heldItem({ arms, turned, lengths }: Skeleton, side: Side, ware: Ware): PlacedWare {
  const { hand, palm, wrist, fingertip } = arms[side];
  const [width, depth, height] = ware.size;
  const on = unit({ x: fingertip.x - wrist.x, y: fingertip.y - wrist.y, z: fingertip.z - wrist.z });
  const tilted = unit(add(add(scale(UP, 1), scale(on, 0.25)), scale(palm, -0.1)));
  const left = unit(cross(tilted, turned.chest.forward));
  const forward = cross(left, tilted);
  const thick = 0.013 * lengths.height + 0.45 * Math.min(width, depth);
  // What is taller than the hand stands out above it.
  return { at: along(along(hand, palm, thick), tilted, 0.12 * height), turned: { forward, left, up: tilted } };
}

/** Where an item is that stands on a shelf. @param at - Middle of its underside. */
export function standingItem(at: WorldPoint, turn: number, ware: Ware): PlacedWare {
  return { at: { x: at.x, y: at.y, z: at.z + ware.size[2] / 2 }, turned: facing(turn) };
}

/** The eight corners of a thing. */
export function cornersOf({ at, turned }: PlacedWare, [width, depth, height]: Ware['size']): readonly WorldPoint[] {
  return SIGNS.map(([i, j, k]) =>
    along(along(along(at, turned.left, (i * width) / 2), turned.forward, (j * depth) / 2), turned.up, (k * height) / 2),
  );
}

const SIGNS = [-1, 1].flatMap((i) => [-1, 1].flatMap((j) => [-1, 1].map((k) => [i, j, k] as const)));

const UP = { x: 0, y: 0, z: 1 };
