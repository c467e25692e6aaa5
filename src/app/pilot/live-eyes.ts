import type { LiveFigures, LiveSight, PerceiveApi } from '#workers/perceive/protocol.ts';

/** Steps 2 to 5 of the way of a frame, for live cameras: frames go in as they come, and out with what was found in them. */
export interface LiveEyes {
  /** Before the first frame. @param began - When µs 0 of the session was, ms since 1970. */
  begin(began: number): Promise<void>;
  /** @param frame - Taken over; its timestamp is µs of the session. */
  offer(camera: string, frame: VideoFrame): void;
  /**
   * Resolves as soon as there is something, with all there is; each camera's in order of time.
   *
   * @returns Nothing once it was stopped, and where something was lost on the way.
   * @throws WorkbenchError `worker/crashed` when nobody can look any more.
   */
  next(): Promise<readonly LiveSight[]>;
  attend(...attention: Parameters<PerceiveApi['attend']>): void;
  /** How the looking is doing; `null` where nobody looks, or can say just now. */
  figures(): Promise<LiveFigures | null>;
  /** Frames of which nothing was said, as far as is known. */
  readonly leftOut: number;
  /** Whoever waits is told, what waits is closed. */
  stop(): void;
}
