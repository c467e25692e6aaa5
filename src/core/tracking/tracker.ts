import type { Detection } from '#core/detection/detection.ts';
import type { Track } from '#core/tracking/track.ts';

/**
 * The port every tracker implements. A tracker is a pure transition: the old state stays usable, ids come
 * from the state, and a frame without detections is a step too.
 */
export interface Tracker<State, Parameters> {
  readonly name: string;
  readonly defaults: Parameters;
  create(parameters: Parameters): State;
  /** @returns The new state and this frame's tracks, oldest id first. */
  step(state: State, detections: readonly Detection[]): { readonly state: State; readonly tracks: readonly Track[] };
}
