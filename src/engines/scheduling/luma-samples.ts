/** How bright a frame is, here and there: one sample of every 8 × 8 pixels, which is all that motion is told from. */
import { type Polygon, maskSpans } from '#core/detection/masks.ts';
import { type PixelLayout, channelsOf } from '#core/detection/pixels.ts';

/** px from one sample to the next. */
export const EVERY = 8;

export interface LumaSamples {
  /** Row by row, in [0, 255]. */
  readonly values: Uint8Array;
  /** 1 where a privacy mask lies on the sample: it is looked at by nobody. */
  readonly hidden: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The same of all the pixels round each sample instead of one; until the next frame is read. */
  means(): Uint8Array;
}

/** Of a frame of that many px. Frames that are smaller than a sample have none. */
export function samplesOf({ width, height }: { readonly width: number; readonly height: number }): {
  readonly width: number;
  readonly height: number;
} {
  return { width: Math.floor(width / EVERY), height: Math.floor(height / EVERY) };
}

/**
 * @param masks - px of the frame as it is stored.
 * @returns A function from the bytes of a frame of that layout to its samples; it always fills the same array.
 */
export function createLumaSampler(pixels: PixelLayout, masks: readonly Polygon[]): (bytes: Uint8Array) => LumaSamples {
  const { width, height } = samplesOf(pixels);
  const values = new Uint8Array(width * height);
  const hidden = hiddenSamples(pixels, masks);
  const [first, second, third] = channelsOf(pixels);
  const { offset, stride, step } = first;
  const yuv = pixels.format !== 'RGBA';
  const sample = (bytes: Uint8Array, x: number, y: number) => {
    const at = offset + y * stride + x * step;
    return yuv
      ? bytes[at]!
      : // Luma of BT.601, in 256ths.
        (77 * bytes[at]! + 150 * bytes[at + second.offset - offset]! + 29 * bytes[at + third.offset - offset]!) >> 8;
  };
  const each = (pick: (x: number, y: number) => number, into: Uint8Array) => {
    for (let i = 0, y = 0; y < height; y++) for (let x = 0; x < width; x++) into[i++] = pick(EVERY * x, EVERY * y);
    return into;
  };

  return (bytes) => {
    each((x, y) => sample(bytes, x + EVERY / 2, y + EVERY / 2), values);
    const mean = (x: number, y: number) => {
      let sum = 0;
      // Every second pixel each way is enough.
      for (let v = 1; v < EVERY; v += 2) for (let u = 1; u < EVERY; u += 2) sum += sample(bytes, x + u, y + v);
      return (4 * sum) / EVERY ** 2;
    };
    return { values, hidden, width, height, means: () => each(mean, new Uint8Array(width * height)) };
  };
}

/** Samples of which a mask touches any pixel. */
export function hiddenSamples(
  frame: { readonly width: number; readonly height: number },
  masks: readonly Polygon[],
): Uint8Array {
  const { width, height } = samplesOf(frame);
  const hidden = new Uint8Array(width * height);
  for (const { y, from, to } of maskSpans(masks, width * EVERY, height * EVERY)) {
    const row = Math.floor(y / EVERY) * width;
    hidden.fill(1, row + Math.floor(from / EVERY), row + Math.ceil(to / EVERY));
  }
  return hidden;
}
