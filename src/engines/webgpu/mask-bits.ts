import type { Size } from '#core/detection/letterbox.ts';
import { type Polygon, maskSpans } from '#core/detection/masks.ts';

/** One bit a pixel, set where it must not be seen; rows begin at a word. */
export interface MaskBits {
  readonly words: Uint32Array<ArrayBuffer>;
  /** Words a row takes. */
  readonly stride: number;
}

/**
 * Everything that the polygons touch, in whole blocks of two by two pixels: video keeps one colour for such a block, and
 * through it a pixel beside the mask would tell of one below it.
 */
export function maskBits(polygons: readonly Polygon[], { width, height }: Size): MaskBits {
  const stride = Math.ceil(width / 32);
  const words = new Uint32Array(stride * height);
  for (const { y, from, to } of maskSpans(polygons, width, height)) {
    const rows = [y & ~1, y | 1].filter((row) => row < height);
    for (let x = from & ~1; x < Math.min(width, (to + 1) & ~1); x++) {
      for (const row of rows) words[row * stride + (x >> 5)]! |= 1 << (x & 31);
    }
  }
  return { words, stride };
}
