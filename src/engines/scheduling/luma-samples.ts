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

  return (bytes) => {
    let i = 0;
    for (let y = 0; y < height; y++) {
      let at = offset + (EVERY * y + EVERY / 2) * stride + (EVERY / 2) * step;
      for (let x = 0; x < width; x++, i++, at += EVERY * step) {
        values[i] = yuv
          ? bytes[at]!
          : // Luma of BT.601, in 256ths.
            (77 * bytes[at]! + 150 * bytes[at + second.offset - offset]! + 29 * bytes[at + third.offset - offset]!) >>
            8;
      }
    }
    return { values, hidden, width, height };
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
