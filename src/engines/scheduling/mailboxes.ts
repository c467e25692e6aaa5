/** Step 2 of the way of a frame: of every live camera the newest frame, and nothing older. */
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Of a `VideoFrame` no more is asked here. `timestamp` is µs of the session. */
export type Mail = Pick<VideoFrame, 'timestamp' | 'close'>;

/** Frames that nobody looked at, since the beginning. */
export interface LeftOut {
  /** A newer one came before its turn. */
  readonly replaced: number;
  /** It waited so long that it shows what is over. */
  readonly stale: number;
  /** It was taken, and lost with the device that looked at it. */
  readonly lost: number;
}

/** A camera in the dark sends seldom; one that sends less often than this is not waited for, µs. */
const SLOWEST = MICROS_PER_SECOND;

interface Box<F> {
  frame: F | null;
  /** When its newest frame was, µs; `null` before the first. */
  newest: number | null;
  /** From that one back to the one before, µs. */
  period: number;
  replaced: number;
  stale: number;
  lost: number;
}

/**
 * One place for a frame of each camera. A newer frame takes the place of the one nobody took, which is closed and counted;
 * so is one that is too old. Every frame is either handed to whoever takes it, who then closes it, or closed here, once.
 */
export class Mailboxes<F extends Mail> implements Disposable {
  readonly #boxes: ReadonlyMap<string, Box<F>>;
  readonly #period: number;

  /** @param period - From one frame of a camera to the next, µs; where a camera takes longer, its own counts. */
  constructor(cameras: readonly string[], period: number) {
    this.#period = period;
    this.#boxes = new Map(
      cameras.map((camera) => [camera, { frame: null, newest: null, period, replaced: 0, stale: 0, lost: 0 }]),
    );
  }

  /** @param frame - Taken over; of a camera that is not among them it is closed. */
  put(camera: string, frame: F): void {
    const box = this.#boxes.get(camera);
    if (box === undefined) {
      frame.close();
      return;
    }
    if (box.frame !== null) box.replaced++;
    box.frame?.close();
    box.frame = frame;
    box.period = Math.min(SLOWEST, Math.max(this.#period, frame.timestamp - (box.newest ?? frame.timestamp)));
    box.newest = frame.timestamp;
  }

  /** Looks without taking. */
  peek(camera: string): F | null {
    return this.#boxes.get(camera)?.frame ?? null;
  }

  /** Cameras with a frame, in the order they were named in. */
  get waiting(): readonly string[] {
    return [...this.#boxes].flatMap(([camera, { frame }]) => (frame === null ? [] : [camera]));
  }

  /** When the next frame of any camera is expected, µs; one that is a little late is still. `Infinity`: nobody knows. */
  expected(now: Micros): number {
    const next = [...this.#boxes.values()].map(({ newest, period }) => {
      const due = newest === null ? Infinity : newest + period;
      return now - due > period / 4 ? Infinity : due;
    });
    return Math.min(...next);
  }

  /** Whoever takes a frame closes it. */
  take(camera: string): F | null {
    const box = this.#boxes.get(camera);
    const frame = box?.frame ?? null;
    if (box !== undefined) box.frame = null;
    return frame;
  }

  /** Closes what waited so long that its camera should have sent two since. */
  sweep(now: Micros): void {
    for (const box of this.#boxes.values()) {
      if (box.frame === null || now - box.frame.timestamp <= 2 * box.period) continue;
      box.frame.close();
      box.frame = null;
      box.stale++;
    }
  }

  /** A frame that was taken is lost, and closed already. */
  lost(camera: string): void {
    const box = this.#boxes.get(camera);
    if (box !== undefined) box.lost++;
  }

  leftOut(camera: string): LeftOut {
    const { replaced = 0, stale = 0, lost = 0 } = this.#boxes.get(camera) ?? {};
    return { replaced, stale, lost };
  }

  [Symbol.dispose](): void {
    for (const box of this.#boxes.values()) {
      box.frame?.close();
      box.frame = null;
    }
  }
}
