/** Anything that yields frames of one camera: a file, a webcam, the synthetic store. */
export interface FrameSource {
  readonly camera: string;
  /**
   * Yields frames in time order until `signal` aborts. Whoever receives a frame closes it.
   * A frame's `timestamp` is µs since the session began.
   */
  frames(signal: AbortSignal): AsyncIterable<VideoFrame>;
}
