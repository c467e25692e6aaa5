/**
 * What is known of a camera's lens whatever the camera looks at. A camera that is calibrated anew, because it was moved or because a
 * walk may do better, keeps it.
 */
import type { CalibrationMethod } from '#core/calibration/found-calibration.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { PictureLens } from '#core/geometry/picture-lens.ts';
import { isCalibrated } from '#core/planning/camera.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

/** All of it, or how it bends the picture only. */
export type KeptLens =
  | ({ readonly kind: 'whole' } & Pick<CameraModel, 'fx' | 'fy' | 'cx' | 'cy' | 'distortion'>)
  | { readonly kind: 'bend'; readonly bend: PictureLens };

/** Of these ways the focal length is no guess either. */
const WHOLE: readonly string[] = ['imported file', 'printed sheets'] satisfies readonly CalibrationMethod[];

/** @returns `null` of a camera whose lens is to be found: of clicked points, what straight edges or the person said counts. */
export function keptLens(camera: ProjectCamera): KeptLens | null {
  if (!isCalibrated(camera)) return null;
  const { fx, fy, cx, cy, distortion } = camera.intrinsics;
  if (WHOLE.includes(camera.calibration.method)) return { kind: 'whole', fx, fy, cx, cy, distortion };
  const [k1, k2] = distortion;
  if (camera.calibration.method !== CLICKED || (k1 === 0 && k2 === 0) || isWalked(camera)) return null;
  const scale = (2 * fx) / Math.hypot(camera.width, camera.height);
  return { kind: 'bend', bend: { k1: k1 / scale ** 2, k2: k2 / scale ** 4 } };
}

/** Clicks go on with the lens that a camera has: where a walk found that one, nobody has said anything of it since. */
const isWalked = ({ intrinsics: { distortion }, earlier = [] }: ProjectCamera): boolean =>
  earlier.some(({ calibration, intrinsics }) => {
    return calibration.method === WALKED && intrinsics.distortion[0] === distortion[0];
  });

const [CLICKED, WALKED] = ['clicked points', 'walking'] satisfies readonly CalibrationMethod[];
