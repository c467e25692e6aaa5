/** Step 2 of the way of a frame: of every live camera the newest frame, and nothing older. */
import type { CameraFrame } from '#capture/synchronous.ts';
import type { Micros } from '#core/time/micros.ts';

type Closable = Pick<VideoFrame, 'timestamp' | 'close'>;

/**
 * One place for a frame of each camera. A newer frame takes the place of the one nobody took; what is dropped is
 * closed and counted. Cameras are served in turn, so that a fast one does not keep others waiting.
 */
export class LatestFrames<F extends Closable = VideoFrame> implements Disposable {
  readonly #waiting = new Map<string, F>();
  #turns: string[];
  #dropped = 0;
  #wake: (() => void) | null = null;

  constructor(cameras: readonly string[]) {
    this.#turns = [...cameras];
  }

  /** Frames that nobody took in time. */
  get dropped(): number {
    return this.#dropped;
  }

  /** @param frame - Taken over. */
  put(camera: string, frame: F): void {
    this.#drop(camera);
    this.#waiting.set(camera, frame);
    this.#wake?.();
  }

  /**
   * The frame of the camera that has waited longest for its turn; whoever receives it closes it.
   *
   * @param oldest - What is older is dropped, µs of the session.
   * @returns `null` when none is waiting.
   */
  take(oldest: Micros): (Omit<CameraFrame, 'frame'> & { readonly frame: F }) | null {
    for (const camera of this.#turns) {
      const frame = this.#waiting.get(camera);
      if (frame === undefined) continue;
      if (frame.timestamp < oldest) {
        this.#drop(camera);
        continue;
      }
      this.#waiting.delete(camera);
      this.#turns = [...this.#turns.filter((other) => other !== camera), camera];
      return { camera, frame };
    }
    return null;
  }

  /** Resolves with the next frame that is put, or when `signal` aborts. */
  async arrival(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size > 0 || signal.aborted) return;
    let wake = () => {};
    const woken = new Promise<void>((resolve) => (wake = resolve));
    this.#wake = wake;
    signal.addEventListener('abort', wake, { once: true });
    await woken;
    signal.removeEventListener('abort', wake);
    this.#wake = null;
  }

  [Symbol.dispose](): void {
    for (const frame of this.#waiting.values()) frame.close();
    this.#waiting.clear();
  }

  #drop(camera: string): void {
    const frame = this.#waiting.get(camera);
    if (frame === undefined) return;
    frame.close();
    this.#waiting.delete(camera);
    this.#dropped++;
  }
}
