import type { Embedder } from '#engines/embedder.ts';
import type { Engine } from '#engines/engine.ts';
import { createPixelReader } from '#engines/frame-pixels.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { createPixelEmbedder } from '#engines/pixel-embedder.ts';

/** Crops cut on the processor, for any engine that takes its numbers from there. Owns `engine`. */
export function createCpuEmbedder(engine: Engine, card: EmbedderCard): Embedder {
  const readPixels = createPixelReader();
  const embed = createPixelEmbedder(engine, card);
  return {
    dimension: card.output.dimension,
    embed: async (frame, boxes, masks) => {
      const pixels = await readPixels(frame).finally(() => frame.close());
      return embed(pixels, boxes, masks);
    },
    [Symbol.dispose]: () => engine[Symbol.dispose](),
  };
}
