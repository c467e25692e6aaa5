import type { Detection } from '#core/detection/detection.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Parameter } from '#core/math/parameter.ts';
import type { ReportRule } from '#core/tracking/report.ts';
import type { Track } from '#core/tracking/track.ts';

/** What is known of a tracker that does not run: see `tracker-cards.ts`. */
export interface TrackerCard<Name extends string> {
  /** As its authors write it. */
  readonly title: string;
  /** Every parameter, with the defaults that were published. */
  readonly parameters: Readonly<Record<Name, Parameter>>;
  /** Whether it follows feet on the floor, and so can do nothing without knowing the camera. */
  readonly needsCamera: boolean;
}

/**
 * The port every tracker implements. A tracker is a pure transition: the old state stays usable, ids come
 * from the state, and a frame without detections is a step too. It tells no classes apart: give it the detections of one
 * class. Empty boxes are ignored.
 */
export interface Tracker<State, Name extends string> extends TrackerCard<Name> {
  /** What its authors leave out of a result file. */
  readonly report: ReportRule;
  /** @param camera - Where boxes stand on the floor; `null` when nobody knows. Only those that need it look at it. */
  create(parameters: Readonly<Record<Name, number>>, camera: CameraModel | null): State;
  /**
   * @param fps - Frames a second, as far as is known by now.
   * @returns The new state and this frame's tracks, oldest id first.
   */
  step(state: State, detections: readonly Detection[], fps: number): TrackerStep<State>;
}

export interface TrackerStep<State> {
  readonly state: State;
  readonly tracks: readonly Track[];
}
