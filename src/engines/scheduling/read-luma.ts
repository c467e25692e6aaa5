/** Takes the brightness samples out of a `VideoFrame`. */
import type { Polygon } from '#core/detection/masks.ts';
import { createPixelReader, isTurned } from '#engines/frame-pixels.ts';
import { type LumaSamples, createLumaSampler, hiddenSamples, samplesOf } from '#engines/scheduling/luma-samples.ts';

/**
 * @param masks - By camera, px of the frame as shown: nothing under them is looked at.
 * @returns A function that reads one frame at a time and leaves it open; what it returns is good until the next of that
 *   camera. `null` for a frame too small to have samples.
 */
export function createLumaReader(
  masks: ReadonlyMap<string, readonly Polygon[]>,
): (camera: string, frame: VideoFrame) => Promise<LumaSamples | null> {
  const readPixels = createPixelReader();
  const samplers = new Map<string, { readonly key: string; readonly sample: (bytes: Uint8Array) => LumaSamples }>();

  return async (camera, frame) => {
    const own = masks.get(camera) ?? [];
    const { displayWidth: width, displayHeight: height } = frame;
    if (samplesOf({ width, height }).width === 0 || samplesOf({ width, height }).height === 0) return null;
    if (frame.format === null || isTurned(frame)) return painted(frame, own);
    const { bytes, layout, shown } = await readPixels(frame);
    const key = JSON.stringify([layout, shown]);
    let known = samplers.get(camera);
    if (known?.key !== key) {
      const [across, down] = [layout.width / shown.width, layout.height / shown.height];
      const stored = own.map((mask) => mask.map(([x, y]) => [x * across, y * down] as const));
      known = { key, sample: createLumaSampler(layout, stored) };
      samplers.set(camera, known);
    }
    return known.sample(bytes);
  };
}

/** Of a frame whose bytes the browser does not give as it is shown: drawn as small as its samples are few. */
function painted(frame: VideoFrame, masks: readonly Polygon[]): LumaSamples {
  const whole = { width: frame.displayWidth, height: frame.displayHeight };
  const { width, height } = samplesOf(whole);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(frame, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const values = Uint8Array.from({ length: width * height }, (_, i) => luma(data, 4 * i));
  return { values, hidden: hiddenSamples(whole, masks), width, height, means: () => values };
}

/** BT.601, in 256ths. */
const luma = (rgba: Uint8ClampedArray, at: number) => (77 * rgba[at]! + 150 * rgba[at + 1]! + 29 * rgba[at + 2]!) >> 8;
