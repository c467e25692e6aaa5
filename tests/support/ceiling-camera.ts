import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Distortion } from '#core/geometry/distortion.ts';

/**
 * A camera under a ceiling, 640 × 360 unless said.
 *
 * @param pan - Direction it looks in on the floor, rad, from +x towards +y.
 * @param tilt - Below the horizon, rad, in (0, π/2).
 */
export function ceilingCamera({
  at = [0, 0, 2.4],
  pan = 0,
  tilt = 0.7,
  focal = 340,
  distortion = [0, 0, 0, 0, 0],
  width = 640,
  height = 360,
}: {
  at?: readonly [number, number, number];
  pan?: number;
  tilt?: number;
  focal?: number;
  distortion?: Distortion;
  width?: number;
  height?: number;
} = {}): CameraModel {
  const [cp, sp, ct, st] = [Math.cos(pan), Math.sin(pan), Math.cos(tilt), Math.sin(tilt)];
  const right = [sp, -cp, 0];
  const down = [-st * cp, -st * sp, -ct];
  const forward = [ct * cp, ct * sp, -st];
  const move = (axis: readonly number[]) => -(axis[0]! * at[0] + axis[1]! * at[1] + axis[2]! * at[2]);
  return {
    width,
    height,
    fx: focal,
    fy: focal,
    cx: width / 2,
    cy: height / 2,
    distortion,
    rotation: [...right, ...down, ...forward],
    translation: [move(right), move(down), move(forward)],
  };
}
