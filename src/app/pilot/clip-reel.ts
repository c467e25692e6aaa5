import type { Footage } from '#capture/clip-parts.ts';
import type { Micros } from '#core/time/micros.ts';

/** Decoding on from where one is beats looking for the key frame, up to here, µs. */
const NEAR = 2_000_000;

interface Running {
  readonly frames: AsyncIterator<VideoFrame>;
  readonly stop: AbortController;
  /** The clip has no more. */
  over: boolean;
}

/**
 * A clip under a playhead: decodes on as long as it goes forward, and from the key frame before when it jumps. It holds
 * the frame it stands on and the one after. One question at a time.
 */
export class ClipReel implements AsyncDisposable {
  readonly #clip: Footage;
  #running: Running | null = null;
  #current: VideoFrame | null = null;
  #ahead: VideoFrame | null = null;

  constructor(clip: Footage) {
    this.#clip = clip;
  }

  /**
   * The frame that is shown at `time`, µs of the session: the latest that is not later, or the clip's first.
   *
   * @returns The reel's to close; `null` when there is none, or `signal` aborts.
   */
  async seek(time: Micros, signal: AbortSignal): Promise<VideoFrame | null> {
    if (!this.#reaches(time)) {
      await this.#rewind();
      const stop = new AbortController();
      this.#running = { frames: this.#clip.frames(stop.signal, time)[Symbol.asyncIterator](), stop, over: false };
    }
    while (!signal.aborted && this.#current?.timestamp !== time) {
      this.#ahead ??= await this.#next();
      if (this.#ahead === null) break;
      if (this.#current !== null && this.#ahead.timestamp > time) break;
      this.#current?.close();
      this.#current = this.#ahead;
      this.#ahead = null;
    }
    return signal.aborted ? null : this.#current;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rewind();
  }

  #reaches(time: Micros): boolean {
    const at = this.#current?.timestamp;
    if (this.#running === null || at === undefined || at > time) return false;
    // Between two frames far apart, and behind the last, there is nothing to look for.
    return time - at < NEAR || this.#running.over || time <= (this.#ahead?.timestamp ?? -Infinity);
  }

  async #next(): Promise<VideoFrame | null> {
    const running = this.#running!;
    const next = await running.frames.next();
    running.over = next.done === true;
    return next.done === true ? null : next.value;
  }

  async #rewind(): Promise<void> {
    this.#current?.close();
    this.#ahead?.close();
    this.#current = this.#ahead = null;
    const running = this.#running;
    this.#running = null;
    running?.stop.abort();
    await running?.frames.return?.();
  }
}
