import { normalised } from '#core/detection/appearance.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { cropOf } from '#core/detection/pixels.ts';
import { type Box, scaledBox } from '#core/geometry/box.ts';
import { createCropsToTensor } from '#engines/crops-to-tensor.ts';
import type { Appearance } from '#engines/embedder.ts';
import type { Engine } from '#engines/engine.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';
import { createMaskPainter } from '#engines/mask-painter.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { namedOutputs } from '#engines/named-outputs.ts';

/** Looks at people in pixels that were already taken out of their frame. Calls must not overlap. */
export type PixelEmbedder = (
  pixels: FramePixels,
  boxes: readonly Box[],
  masks: readonly Polygon[],
) => Promise<readonly Appearance[]>;

/** People at once where the network leaves that open: more would only keep the first ones waiting. */
const OPEN_BATCH = 8;

export function createPixelEmbedder(engine: Engine, { input, output }: EmbedderCard): PixelEmbedder {
  const [batch] = engine.input.shape;
  const open = typeof batch !== 'number';
  const most = open ? OPEN_BATCH : batch;
  const area = 3 * input.width * input.height;
  const tensor = new Float32Array(most * area);
  const pick = namedOutputs(engine, [output.name]);
  const paint = createMaskPainter();
  const takeIn = createCropsToTensor(input);

  return async (pixels, boxes, masks) => {
    paint(pixels, masks);
    const draw = takeIn(pixels);
    const appearances: Appearance[] = boxes.map(() => null);
    const crops = boxes.flatMap((box, of) => {
      // Pixels of anamorphic video are not square: boxes are measured on what is shown.
      const crop = cropOf(pixels.layout, scaledBox(box, pixels.shown, pixels.layout));
      return crop === null ? [] : [{ of, crop }];
    });
    for (let first = 0; first < crops.length; first += most) {
      const some = crops.slice(first, first + most);
      for (const [slot, { crop }] of some.entries()) draw(crop, tensor, slot * area);
      // Where the batch is fixed, slots that are not needed still hold somebody: nobody reads what is said of them.
      const [vectors] = pick(await engine.run(open ? tensor.subarray(0, some.length * area) : tensor));
      for (const [slot, { of }] of some.entries()) {
        appearances[of] = normalised(vectors!.subarray(slot * output.dimension, (slot + 1) * output.dimension));
      }
    }
    return appearances;
  };
}
