import type { FrameSize } from '#core/geometry/calibration-point.ts';
import type { Distortion } from '#core/geometry/distortion.ts';
import type { Matrix3 } from '#core/geometry/rotation.ts';

export interface ForeignLens {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly distortion: Distortion;
}

/** World to camera. */
export interface ForeignPose {
  readonly rotation: Matrix3;
  /** In whatever unit the file has. */
  readonly translation: readonly [number, number, number];
}

/** A camera as another program wrote it: px of the pictures it was calibrated with, and a world of its own. */
export interface ForeignCamera {
  /** As the file calls it. */
  readonly name: string;
  readonly file: string;
  /** Of those pictures, px; `null` when the file does not say. */
  readonly size: FrameSize | null;
  readonly lens: ForeignLens;
  readonly pose: ForeignPose;
}
