import type { GroundFix, WorldPoint } from '#core/geometry/frames.ts';
import type { Micros } from '#core/time/micros.ts';

/** One person as one source places them. */
export interface FloorFix extends GroundFix {
  /** The track of the camera, or the id the source gives them. */
  readonly track: string;
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
