import type { Micros } from '#core/time/micros.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/** A stretch of a session, µs. */
export interface TimeRange {
  readonly from: Micros;
  readonly to: Micros;
}

/** The one playhead: of a stored session that is looked at, or of a run that goes on. Its fields are reactive. */
export interface Playback {
  /** What is shown, µs of the session. */
  readonly time: Micros;
  /** As far as there is something, µs of the session. */
  readonly end: Micros;
  readonly playing: boolean;
  /** A moment was asked for that is not there yet; it comes when the session has been gone through as far as that. */
  readonly waiting: boolean;
  /** What is played over and over; `null` for all there is. */
  readonly range: TimeRange | null;
  /** Seconds of the session a second. */
  readonly speed: number;
  /** A run goes forward only; so does what cannot be slowed down: cameras that are live. */
  readonly can: { readonly seek: boolean; readonly pause: boolean; readonly speed: boolean };
  play(): void;
  pause(): void;
  /** One frame on, or back where it can seek; pauses. */
  step(direction: 1 | -1): void;
  /** @param time - µs of the session; brought into what there is. */
  seek(time: number): void;
  setSpeed(speed: number): void;
  /** Keeps to a stretch of the session, or lets go of it. Does not play, and seeks only when the playhead is outside. */
  loop(range: TimeRange | null): void;
}
