/** How a part of a body is turned: three directions at right angles, of length 1. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { turn, vector } from '#core/simulation/body/vector.ts';

export interface Orientation {
  readonly forward: WorldPoint;
  readonly left: WorldPoint;
  readonly up: WorldPoint;
}

/** Upright, looking along `heading`, rad. */
export function facing(heading: number): Orientation {
  const c = Math.cos(heading);
  const s = Math.sin(heading);
  return { forward: vector(c, s, 0), left: vector(-s, c, 0), up: vector(0, 0, 1) };
}

/** Turned to its left about its own up. */
export function yawed({ forward, left, up }: Orientation, angle: number): Orientation {
  return { forward: turn(forward, up, angle), left: turn(left, up, angle), up };
}

/** Bent forward about its own left. */
export function pitched({ forward, left, up }: Orientation, angle: number): Orientation {
  return { forward: turn(forward, left, angle), left, up: turn(up, left, angle) };
}

/** Tipped to its right about its own forward. */
export function rolled({ forward, left, up }: Orientation, angle: number): Orientation {
  return { forward, left: turn(left, forward, angle), up: turn(up, forward, angle) };
}
