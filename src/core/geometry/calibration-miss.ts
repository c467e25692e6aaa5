/** How far a point is from where a camera has it. */
import type { CalibrationPoint } from '#core/geometry/calibration-point.ts';
import { type CameraModel, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';

/** @returns `Infinity` behind the camera. */
export function missPx(camera: CameraModel, { image, world }: CalibrationPoint): number {
  const seen = projectToImage(camera, world);
  return seen === null ? Infinity : Math.hypot(seen.x - image.x, seen.y - image.y);
}

/** @returns At the point's own height; `null` when its ray does not come down there. */
export function missCm(camera: CameraModel, { image, world }: CalibrationPoint): number | null {
  const fix = projectToGround(camera, image, { x: 1, y: 1 }, world.z);
  return fix && 100 * Math.hypot(fix.at.x - world.x, fix.at.y - world.y);
}

/** Root mean square. */
export function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
