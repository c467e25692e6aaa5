import type { FrameSize } from '#core/geometry/calibration-point.ts';
import type { Distortion } from '#core/geometry/distortion.ts';

/**
 * How a lens bends the picture, whatever its focal length: radial coefficients of Brown's model, with distances from the middle
 * of the picture in units of half its diagonal.
 */
export interface PictureLens {
  readonly k1: number;
  readonly k2: number;
}

/** A lens that is known: its k1 in units of the focal length, or how it bends the picture. */
export type KnownLens = number | PictureLens;

/** In units of the focal length, as cameras have it. @param focal - px */
export function distortionAt(lens: KnownLens, { width, height }: FrameSize, focal: number): Distortion {
  if (typeof lens === 'number') return [lens, 0, 0, 0, 0];
  const scale = (2 * focal) / Math.hypot(width, height);
  return [lens.k1 * scale ** 2, lens.k2 * scale ** 4, 0, 0, 0];
}
