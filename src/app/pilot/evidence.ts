import type { Shopper } from '#core/fusion/shopper.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { ShopperPath } from '#core/interaction/whereabouts.ts';
import type { PlateWeights } from '#core/pipeline/plate-weights.ts';
import type { TimeRange } from '#app/pilot/playback.ts';

/** What a plate weighed around an interaction. */
export interface WeightCurve extends PlateWeights {
  /** The interaction's first and last moment, µs. */
  readonly marked: readonly [number, number];
}

/** Why an interaction is believed. Replaced as a whole as more of it is found. */
export interface Evidence {
  /** Its candidates and attributions are in it, most probable first. */
  readonly interaction: Interaction;
  /** What the playback loops: from a little before it to a little after, µs. */
  readonly window: TimeRange;
  /** One a plate that moved; `null` while nobody knows. */
  readonly curves: readonly WeightCurve[] | null;
  /** Who was there when the interaction began. */
  readonly shoppers: readonly Shopper[];
  /** Everybody's way over the floor in the window. */
  readonly paths: readonly ShopperPath[];
  /** The run remembers only the newest; what proves it can be seen when the run is over. */
  readonly forgotten: boolean;
}
