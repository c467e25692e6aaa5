import type { Interaction } from '#core/interaction/interaction.ts';
import type { ShopperPath } from '#core/interaction/whereabouts.ts';
import type { PlateWeights } from '#core/pipeline/plate-weights.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
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
  /** Where it stands among all that are known: the first is 1. */
  readonly number: number;
  readonly count: number;
  /** Ids of the interactions before and after it; `null` at the ends. */
  readonly previous: string | null;
  readonly next: string | null;
  /** What the playback loops: from a little before it to a little after, µs. */
  readonly window: TimeRange;
  /** One a plate that moved; `null` while the journal is gone through. */
  readonly curves: readonly WeightCurve[] | null;
  /** The scene as it was when the interaction began; `null` while the journal is gone through. */
  readonly scene: SceneView | null;
  /** Everybody's way over the floor in the window; `null` while the journal is gone through. */
  readonly paths: readonly ShopperPath[] | null;
}
