import type { GroundFix, WorldPoint } from '#core/geometry/frames.ts';
import type { Micros } from '#core/time/micros.ts';

/** Where one shopper was at one moment. */
export interface WhereaboutsPoint extends GroundFix {
  readonly time: Micros;
  /** Hands, m; empty when no source gives hands. */
  readonly hands: readonly WorldPoint[];
}

/** One shopper's way over the floor, oldest point first. */
export interface ShopperPath {
  readonly shopper: string;
  readonly path: readonly WhereaboutsPoint[];
}

/**
 * Who was where lately: what an interaction is attributed with. One entry a shopper, each with at least the last
 * {@link WHEREABOUTS_SECONDS} of their way, because a shelf's weight is certain only after the hand has left it.
 */
export type Whereabouts = readonly ShopperPath[];

/** How far back an interaction may have begun when it is reported, s: a slow lift of 10 s, its settling, and margin. */
export const WHEREABOUTS_SECONDS = 30;
