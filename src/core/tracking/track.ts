import type { Box } from '#core/geometry/box.ts';

/** ByteTrack's states (a `removed` track is no longer listed). */
export type TrackState = 'tentative' | 'confirmed' | 'lost';

/** One camera's belief about one thing. */
export interface Track {
  /** Counts from 1 in each camera and is never used again. */
  readonly id: number;
  readonly state: TrackState;
  /** The filter's estimate, px. */
  readonly box: Box;
  /** Score of the newest detection, in `[0, 1]`. */
  readonly score: number;
  /** Index of the detection of this step that updated the track, or -1 when it coasted. */
  readonly detection: number;
}
