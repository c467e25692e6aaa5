import type { Likeness } from '#core/detection/likeness.ts';
import type { GroundFix, WorldPoint } from '#core/geometry/frames.ts';
import type { Stature } from '#core/fusion/stature.ts';
import type { Micros } from '#core/time/micros.ts';

/** A place somebody may be in. */
export interface LikelyPlace extends GroundFix {
  /** In `[0, 1]`; those of one person sum to 1 or less. */
  readonly share: number;
  /** What the box says of how tall they are, if they stand there; absent when it says nothing. */
  readonly tall?: Stature;
}

/** One person as one source places them, in the likeliest place. */
export interface FloorFix extends GroundFix {
  /** All places they may be in, the likeliest first; absent when there is no other. */
  readonly places?: readonly LikelyPlace[];
  /** The track of the camera, or the id the source gives them. */
  readonly track: string;
  /** This box and another person's lie over 30 % of the smaller of the two: the camera may be mixing the two up, and whose track it was says nothing. */
  readonly contested?: true;
  /** Whom they look like, when it was asked and nobody was in the way. */
  readonly likeness?: Likeness;
  readonly hands: readonly WorldPoint[];
}

/** Everybody one source sees at one moment. */
export interface FloorSighting {
  readonly source: string;
  readonly time: Micros;
  /** A positioning system's ids are believed: one id is one shopper, however far they jump. */
  readonly trusted: boolean;
  readonly fixes: readonly FloorFix[];
}
