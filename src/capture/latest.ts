/** Step 2 of the way of a frame: of every live camera the newest frame, and nothing older. */
import type { CameraFrame } from '#capture/synchronous.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

type Closable = Pick<VideoFrame, 'timestamp' | 'close'>;

/** A camera in the dark sends seldom; one that sends less often than this is not waited for, µs. */
const SLOWEST = MICROS_PER_SECOND;

/**
 * One place for a frame of each camera. A newer frame takes the place of the one nobody took; what is dropped is
 * closed and counted. Cameras are served in turn, so that a fast one does not keep others waiting.
 */
export class LatestFrames<F extends Closable = VideoFrame> implements Disposable {
  readonly #waiting = new Map<string, F>();
  /** Of each camera when its newest frame was, and how long after the one before, µs. */
  readonly #rhythms = new Map<string, { readonly last: number; readonly period: number }>();
  readonly #period: number;
  #turns: string[];
  #dropped = 0;
  #wake: (() => void) | null = null;

  /** @param period - From one frame of a camera to the next, µs; where a camera takes longer, its own counts. */
  constructor(cameras: readonly string[], period: number) {
    this.#turns = [...cameras];
    this.#period = period;
  }

  /** Frames that nobody took in time. */
  get dropped(): number {
    return this.#dropped;
  }

  /** @param frame - Taken over. */
  put(camera: string, frame: F): void {
    this.#drop(camera);
    const last = this.#rhythms.get(camera)?.last ?? frame.timestamp;
    const period = Math.min(SLOWEST, Math.max(this.#period, frame.timestamp - last));
    this.#rhythms.set(camera, { last: frame.timestamp, period });
    this.#waiting.set(camera, frame);
    this.#wake?.();
  }

  /**
   * The frame of the camera that has waited longest for its turn; whoever receives it closes it. One that has waited so
   * long that its camera should have sent two since shows what is over, and is dropped.
   *
   * @param now - µs of the session.
   * @returns `null` when none is waiting.
   */
  take(now: Micros): (Omit<CameraFrame, 'frame'> & { readonly frame: F }) | null {
    for (const camera of this.#turns) {
      const frame = this.#waiting.get(camera);
      if (frame === undefined) continue;
      if (now - frame.timestamp > 2 * this.#rhythms.get(camera)!.period) {
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
