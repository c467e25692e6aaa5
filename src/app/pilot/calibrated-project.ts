import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import { isCalibrated } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { downloadBlob } from '#app/download-blob.ts';

/** The project with the calibration, as a file to keep. */
export function downloadCalibrated(project: Project, camera: string, found: FoundCalibration): void {
  const text = JSON.stringify(calibratedProject(project, camera, found), null, 2);
  downloadBlob(new Blob([text], { type: 'application/json' }), PROJECT_FILE);
}

/** The project, of which one camera is as it was found to be. */
export function calibratedProject(project: Project, camera: string, found: FoundCalibration): Project {
  return {
    ...project,
    cameras: project.cameras.map((each) => (each.id === camera ? calibratedCamera(each, found) : each)),
  };
}

/** So many earlier calibrations of a camera are kept. */
const MOST_EARLIER = 5;

function calibratedCamera(
  camera: ProjectCamera,
  { method, date, camera: model, residualPx, residualCm, stale }: FoundCalibration,
): ProjectCamera {
  const { fx, fy, cx, cy, distortion, rotation, translation } = model;
  const { earlier = [], ...present } = camera;
  const { intrinsics, pose, calibration } = present;
  const before = isCalibrated(camera) ? [{ intrinsics, pose, calibration }, ...earlier] : earlier;
  const same = (pose: ProjectCamera['pose']) =>
    pose.rotation.every((value, i) => value === rotation[i]) &&
    pose.translation.every((value, i) => value === translation[i]);
  // One that is brought back is the present one again.
  const kept = before.filter((each) => each.calibration.date !== date || !same(each.pose)).slice(0, MOST_EARLIER);
  return {
    ...present,
    intrinsics: { fx, fy, cx, cy, distortion: [...distortion] },
    pose: { rotation: [...rotation], translation: [...translation] },
    calibration: {
      method,
      date: date ?? new Date().toISOString().slice(0, 10),
      residualPx: residualPx === null ? null : Number(residualPx.toFixed(3)),
      residualCm: residualCm === null ? null : Number(residualCm.toFixed(2)),
      ...(stale && { stale }),
    },
    ...(kept.length > 0 ? { earlier: kept } : {}),
  };
}
