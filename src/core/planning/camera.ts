import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

/** The camera of a project as geometry wants it: px and m, nothing else. */
export function cameraModel(camera: ProjectCamera): CameraModel {
  const { fx, fy, cx, cy, distortion } = camera.intrinsics;
  const { rotation, translation } = camera.pose;
  return { width: camera.width, height: camera.height, fx, fy, cx, cy, distortion, rotation, translation };
}

/** What `calibration.method` says of a camera that nobody has measured: its lens and place are guesses. */
export const UNCALIBRATED = 'none';

/** Whether it is known where on the floor a pixel of the camera lies. */
export const isCalibrated = ({ calibration }: ProjectCamera): boolean => calibration.method !== UNCALIBRATED;

/** Whether that is so, and nothing has made it doubtful since. */
export const isTrusted = (camera: ProjectCamera): boolean =>
  isCalibrated(camera) && camera.calibration.stale === undefined;
