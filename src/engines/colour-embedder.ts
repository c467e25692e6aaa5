import { COLOUR_NUMBERS, colourParts } from '#core/detection/colour-parts.ts';
import { cropOf } from '#core/detection/pixels.ts';
import { scaledBox } from '#core/geometry/box.ts';
import type { Embedder } from '#engines/embedder.ts';
import { createPixelReader } from '#engines/frame-pixels.ts';
import { createMaskPainter } from '#engines/mask-painter.ts';

/** Tells people apart by the colours they wear, without a network. Twin of `cpu-embedder.ts`. */
export function createColourEmbedder(): Embedder {
  const readPixels = createPixelReader();
  const paint = createMaskPainter();
  return {
    dimension: COLOUR_NUMBERS,
    embed: async (frame, boxes, masks) => {
      const pixels = await readPixels(frame).finally(() => frame.close());
      paint(pixels, masks);
      return boxes.map((box) => {
        const crop = cropOf(pixels.layout, scaledBox(box, pixels.shown, pixels.layout));
        return crop === null ? null : colourParts(pixels.bytes, crop, pixels.colour);
      });
    },
    [Symbol.dispose]: () => undefined,
  };
}
