/** How much of the network a camera is worth, and why. */

/** What counts for a camera. */
export interface Claim {
  /** What a person chose, 1 by default. */
  readonly priority: number;
  /** Something moves in its newest frame. */
  readonly moving: boolean;
  /** Somebody is being followed in its pictures. */
  readonly tracks: boolean;
}

/** How many times as often a camera is looked at in which something moves, and one that follows somebody. */
export const [MOTION, TRACKS] = [4, 2];

/** Cameras share the network as these numbers stand to one another. */
export function weightOf({ priority, moving, tracks }: Claim): number {
  return priority * (moving ? MOTION : 1) * (tracks ? TRACKS : 1);
}
