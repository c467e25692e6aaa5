import type { Detector, FrameToLookAt, Look } from '#engines/detector.ts';
import type { Engine } from '#engines/engine.ts';
import { createPixelReader } from '#engines/frame-pixels.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { createPixelDetector } from '#engines/pixel-detector.ts';

/** The fast path on the processor, and the path of any engine that takes its numbers from there. Owns `engine`. */
export function createCpuDetector(engine: Engine, card: ModelCard): Detector {
  const readPixels = createPixelReader();
  const detect = createPixelDetector(engine, card);

  const lookAt = async ({ frame, masks }: FrameToLookAt): Promise<Look> => {
    const start = performance.now();
    const pixels = await readPixels(frame);
    frame.close(); // the decoder wants its buffer back while the network looks
    const copy = performance.now() - start;
    const { milliseconds, ...found } = await detect(pixels, masks);
    return { ...found, milliseconds: { copy, ...milliseconds } };
  };

  return {
    batch: 1,
    look: async (frames) => {
      const looks: Look[] = [];
      try {
        for (const each of frames) looks.push(await lookAt(each));
      } finally {
        for (const { frame } of frames) frame.close();
      }
      return looks;
    },
    [Symbol.dispose]: () => engine[Symbol.dispose](),
  };
}
