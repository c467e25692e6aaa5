import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Dwell, TrackSpan } from '#core/pipeline/scene-log.ts';
import type { Stretch } from '#core/pipeline/stretch.ts';
import type { Micros } from '#core/time/micros.ts';

/** Any moment of a stored session. Everything waits until the session has been gone through as far as it asks for. */
export interface Recall {
  /** @param time - µs of the session; what came later is left out. */
  at(time: number): Promise<SceneView>;
  /** When the frame before or after a moment was seen, µs; `null` at the ends. */
  beside(time: number, step: 1 | -1): Promise<Micros | null>;
  /** What was weighed and where everybody walked from one moment to another, µs. */
  stretch(plates: readonly string[], from: number, to: number): Promise<Stretch>;
  /** How long people stood where from one moment to another, µs. */
  dwell(from: number, to: number): Promise<Dwell>;
  /** Whose the cameras' tracks were from one moment to another, µs. */
  tracks(from: number, to: number): Promise<readonly TrackSpan[]>;
  /**
   * Takes in what an operator did after the session, which is journalled already.
   *
   * @returns The scene after all of it.
   */
  amend(inputs: readonly SceneInput[]): Promise<SceneView>;
}
