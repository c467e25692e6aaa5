/** A detector on a graphics device that may be lost, as when a driver crashes or a laptop changes its GPU. */
import type { Size } from '#core/detection/letterbox.ts';
import type { Detector, FrameToLookAt, Look } from '#engines/detector.ts';
import { isLostTooOften, waitBeforeTry } from '#engines/webgpu/loss-policy.ts';

/** The frames of a look were lost with the device. The detector goes on with the next ones. */
export class FramesLost extends Error {
  override readonly name = 'FramesLost';
}

export interface LosableDetector {
  readonly detector: Detector;
  /** Settled when the device is gone: with `null` when it was disposed of, else with why. */
  readonly lost: Promise<string | null>;
}

/** Called once for each device that was lost, when something else is ready. */
export interface DeviceLoss {
  /** What the browser said, or why the device was given up. */
  readonly why: string;
  /** That were lost with it. */
  readonly frames: number;
  readonly goesOn: 'gpu' | 'processor';
}

export interface Recovery {
  /** Opens a device and all that lies on it, anew. */
  readonly openOnGpu: () => Promise<LosableDetector>;
  /** The same model without one. */
  readonly openOnProcessor: () => Promise<Detector>;
  readonly tell: (loss: DeviceLoss) => void;
  /** ms, from any moment on. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** A device may take as long to say that it is lost as an operation that failed of it, ms. */
const HESITATION = 1000;

/** Owns `first`. Its `batch` may become smaller when it goes on without a device. */
export function createRecoveringDetector(first: LosableDetector, recovery: Recovery): Detector {
  const losses: number[] = [];
  let disposed = false;
  /** Frames that a device is looking at. */
  let underWay = 0;
  let current: Promise<LosableDetector>;
  let batch: number;

  const use = (next: LosableDetector): LosableDetector => {
    ({ batch } = next.detector);
    void next.lost.then((why) => {
      if (why === null || disposed) return;
      losses.push(recovery.now());
      current = recover(why, underWay, next);
      current.catch(() => undefined); // the next look says it
    });
    return next;
  };

  const recover = async (why: string, frames: number, dead: LosableDetector): Promise<LosableDetector> => {
    dead.detector[Symbol.dispose]();
    const next = isLostTooOften(losses) ? null : await openAgain(recovery);
    const found = next ?? { detector: await recovery.openOnProcessor(), lost: new Promise<never>(() => undefined) };
    if (!disposed) recovery.tell({ why, frames, goesOn: next === null ? 'processor' : 'gpu' });
    return use(found);
  };

  const lookWith = async (
    { detector, lost }: LosableDetector,
    frames: readonly FrameToLookAt[],
    input?: Size,
  ): Promise<readonly Look[]> => {
    underWay += frames.length;
    try {
      return await detector.look(frames, input);
    } catch (error) {
      const why = await Promise.race([lost, recovery.wait(HESITATION).then(() => null)]);
      if (why === null || disposed) throw error;
      throw new FramesLost(why, { cause: error });
    } finally {
      underWay -= frames.length;
    }
  };

  current = Promise.resolve(use(first));

  return {
    get batch() {
      return batch;
    },
    look: async (frames, input) => {
      try {
        return await lookWith(await current, frames, input);
      } finally {
        for (const { frame } of frames) frame.close();
      }
    },
    [Symbol.dispose]: () => {
      disposed = true;
      void current.then(
        ({ detector }) => detector[Symbol.dispose](),
        () => undefined, // nothing could be opened, so nothing is left
      );
    },
  };
}

async function openAgain({ openOnGpu, wait }: Recovery): Promise<LosableDetector | null> {
  for (let failures = 0; ; failures++) {
    const pause = waitBeforeTry(failures);
    if (pause === null) return null;
    await wait(pause);
    try {
      return await openOnGpu();
    } catch {
      // The driver may still be starting again; the next try comes later.
    }
  }
}
