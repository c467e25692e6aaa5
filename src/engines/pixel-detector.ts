/** Steps 3 to 5 of the way of a frame on the processor: masks, tensor, network, detections. */
import { decoderOf } from '#core/detection/decoders.ts';
import { type Letterbox, letterbox } from '#core/detection/letterbox.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { createDetectionReader } from '#core/detection/read-detections.ts';
import { hasNaN } from '#engines/assert-numbers.ts';
import type { Look } from '#engines/detector.ts';
import type { Engine } from '#engines/engine.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import { createMaskPainter } from '#engines/mask-painter.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { namedOutputs } from '#engines/named-outputs.ts';

/** Looks at one picture after the other. Calls must not overlap. */
export type PixelDetector = (pixels: FramePixels, masks: readonly Polygon[]) => Promise<PixelLook>;

/** A look at pixels that were already taken out of their frame. */
export interface PixelLook {
  readonly detections: Look['detections'];
  readonly notNumbers: boolean;
  readonly milliseconds: Omit<Look['milliseconds'], 'copy'>;
}

export function createPixelDetector(engine: Engine, card: ModelCard): PixelDetector {
  const pick = namedOutputs(engine, decoderOf(card.output).outputs(card.output));
  const readDetections = createDetectionReader(card.output, { input: card.input, classes: card.labels.length });
  const paint = createMaskPainter();
  const geometries = new Map<string, Geometry>();
  const geometryOf = (pixels: FramePixels): Geometry => {
    const key = JSON.stringify([pixels.layout, pixels.colour, pixels.shown]);
    const known = geometries.get(key) ?? createGeometry(pixels, card);
    geometries.set(key, known);
    return known;
  };

  return async (pixels, masks) => {
    const start = performance.now();
    const { box, toTensor } = geometryOf(pixels);
    paint(pixels, masks);
    const tensor = toTensor(pixels.bytes);
    const ready = performance.now();
    const outputs = await engine.run(tensor);
    const answered = performance.now();
    const tensors = pick(outputs);
    const notNumbers = tensors.some(hasNaN);
    const detections = readDetections(tensors, box);
    const end = performance.now();
    return {
      detections,
      notNumbers,
      milliseconds: { tensor: ready - start, model: answered - ready, decode: end - answered },
    };
  };
}

/** What is prepared once for all frames of one size and format. */
interface Geometry {
  readonly box: Letterbox;
  readonly toTensor: (bytes: Uint8Array) => Float32Array;
}

function createGeometry({ layout, colour, shown }: FramePixels, { input }: ModelCard): Geometry {
  const box = letterbox(shown, input, input);
  return { box, toTensor: createFrameToTensor(layout, colour, box, input) };
}
