import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Orientation } from '#core/simulation/body/orientation.ts';
import type { Proportions } from '#core/simulation/body/proportions.ts';
import type { Side } from '#core/simulation/moment.ts';

export interface Arm {
  readonly shoulder: WorldPoint;
  readonly elbow: WorldPoint;
  readonly wrist: WorldPoint;
  /** Middle of the palm. */
  readonly hand: WorldPoint;
  readonly fingertip: WorldPoint;
  /** Out of the palm, of length 1. */
  readonly palm: WorldPoint;
}

export interface Leg {
  readonly hip: WorldPoint;
  readonly knee: WorldPoint;
  readonly ankle: WorldPoint;
  readonly heel: WorldPoint;
  /** The ball of the foot, on the sole. */
  readonly ball: WorldPoint;
  readonly toe: WorldPoint;
}

/** The joints of somebody at one moment, ground frame, m. */
export interface Skeleton {
  readonly lengths: Proportions;
  readonly pelvis: WorldPoint;
  /** In the small of the back. */
  readonly waist: WorldPoint;
  /** Between the shoulders. */
  readonly chest: WorldPoint;
  /** Where the head sits on the neck. */
  readonly chin: WorldPoint;
  readonly head: WorldPoint;
  readonly crown: WorldPoint;
  readonly turned: { readonly pelvis: Orientation; readonly chest: Orientation; readonly head: Orientation };
  readonly arms: Readonly<Record<Side, Arm>>;
  readonly legs: Readonly<Record<Side, Leg>>;
}
