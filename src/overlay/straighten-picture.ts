import type { FrameSize } from '#core/geometry/calibration-point.ts';
import { bend } from '#core/geometry/distortion.ts';
import { type PictureLens, distortionAt } from '#core/geometry/picture-lens.ts';

/**
 * The picture as a lens that bends nothing would show it, by the nearest px; black where the lens saw nothing.
 *
 * @param pixels - RGBA, row by row.
 */
export function straightenPicture(
  pixels: Uint8ClampedArray,
  size: FrameSize,
  lens: PictureLens,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = size;
  // With half the diagonal as the unit the lens is as it is written.
  const radius = Math.hypot(width, height) / 2;
  const distortion = distortionAt(lens, size, radius);
  const from = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  const ray = new Float64Array(4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      ray[0] = (x + 0.5 - width / 2) / radius;
      ray[1] = (y + 0.5 - height / 2) / radius;
      if (!bend(distortion, ray, 0, 2)) continue;
      const [u, v] = [Math.floor(ray[2]! * radius + width / 2), Math.floor(ray[3]! * radius + height / 2)];
      if (u >= 0 && v >= 0 && u < width && v < height) to[y * width + x] = from[v * width + u]!;
    }
  }
  return new Uint8ClampedArray(to.buffer);
}
