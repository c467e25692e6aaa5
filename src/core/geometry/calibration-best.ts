/** The camera that clicked points are seen by, from nothing: many starts, the promising ones carried on. */
import { type Bend, fitCamera } from '#core/geometry/calibration-fit.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import { startingCameras } from '#core/geometry/calibration-start.ts';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import type { KnownLens } from '#core/geometry/picture-lens.ts';

/**
 * Of the cameras that hang over the floor, the one that fits best; `null` when none sees the points.
 *
 * @param maxSteps - Fewer when it only has to show whether the points agree.
 */
export function bestCamera(
  points: readonly CalibrationPoint[],
  size: FrameSize,
  lens: KnownLens,
  bend: Bend,
  maxSteps = 60,
): CameraModel | null {
  const roughly = startingCameras(points, size, lens).map((start) =>
    fitCamera(start, points, typeof bend === 'object' && bend, 4),
  );
  const promising = roughly.sort((a, b) => a.cost - b.cost).slice(0, 4);
  const fits = promising.map(({ camera }) => fitCamera(camera, points, bend, maxSteps));
  const possible = fits.filter(
    ({ camera }) => cameraCentre(camera).z > 0 && points.every(({ world }) => projectToImage(camera, world) !== null),
  );
  return possible.sort((a, b) => a.cost - b.cost)[0]?.camera ?? null;
}
