import type { ShopperPath } from '#core/interaction/whereabouts.ts';
import type { PlateWeights } from '#core/pipeline/plate-weights.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { TimeRange } from '#app/pilot/playback.ts';

/** Any moment of a stored session. Everything waits until the session has been gone through as far as it asks for. */
export interface Recall extends Disposable {
  /** @param time - µs of the session; what came later is left out. */
  at(time: number): Promise<SceneView>;
  /** What was weighed and where everybody walked in a stretch of time. */
  /**
   * Takes in what an operator did after the session, which is journalled already.
   *
   * @returns The scene after all of it.
   */
  amend(inputs: readonly SceneInput[]): Promise<SceneView>;
  stretch(plates: readonly string[], range: TimeRange): Promise<Stretch>;
}

export interface Stretch {
  readonly weights: readonly PlateWeights[];
  /** Of everybody who was seen in it, cut to it. */
  readonly paths: readonly ShopperPath[];
}
