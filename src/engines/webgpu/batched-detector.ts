import { assert } from '#core/errors/assert.ts';
import type { Detector, FrameToLookAt, Look } from '#engines/detector.ts';
import { type BatchSize, callsFor } from '#engines/webgpu/calls-for.ts';

/** A detector for so many frames at once. */
export interface DetectorOfBatch extends Omit<BatchSize, 'batch'> {
  readonly detector: Detector;
}

/**
 * One network at several batch sizes: it computes all places of a batch, so that few frames may be seen sooner one by one.
 *
 * @param detectors - Owned from here on.
 */
export function createBatchedDetector(detectors: readonly DetectorOfBatch[]): Detector {
  const sizes = detectors.map((each) => ({ ...each, batch: each.detector.batch }));
  const most = Math.max(...sizes.map(({ batch }) => batch));
  return {
    batch: most,
    look: async (frames) => {
      assert(frames.length <= most, `at most ${most} frames go through at once`);
      const looks: Look[] = [];
      try {
        for (const { detector, batch } of callsFor(frames.length, sizes)) {
          looks.push(...(await detector.look(frames.slice(looks.length, looks.length + batch))));
        }
        return looks;
      } finally {
        closeAll(frames);
      }
    },
    [Symbol.dispose]: () => {
      for (const { detector } of sizes) detector[Symbol.dispose]();
    },
  };
}

function closeAll(frames: readonly FrameToLookAt[]): void {
  for (const { frame } of frames) frame.close();
}
