import type { FrameSource } from '#capture/frame-source.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/**
 * Of every stretch of time only the first frame: what a slow device has time for. The rest are closed unseen. Which ones they
 * are follows from their times alone, wherever one begins.
 *
 * @param rate - Frames a second, above 0.
 */
export function thinned(source: FrameSource, rate: number): FrameSource {
  return {
    camera: source.camera,
    async *frames(signal) {
      let last = -Infinity;
      for await (const frame of source.frames(signal)) {
        const stretch = Math.floor((frame.timestamp * rate) / MICROS_PER_SECOND);
        if (stretch > last) yield frame;
        else frame.close();
        last = stretch;
      }
    },
  };
}
