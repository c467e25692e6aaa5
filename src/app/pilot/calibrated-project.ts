import type { Calibration } from '#core/geometry/calibrate.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { downloadBlob } from '#app/download-blob.ts';

/** The project with the calibration, as a file to keep. */
export function downloadCalibrated(project: Project, camera: string, found: Calibration): void {
  const text = JSON.stringify(calibratedProject(project, camera, found), null, 2);
  downloadBlob(new Blob([text], { type: 'application/json' }), PROJECT_FILE);
}

/** The project, of which one camera is as it was found to be. */
export function calibratedProject(project: Project, camera: string, found: Calibration): Project {
  return {
    ...project,
    cameras: project.cameras.map((each) => (each.id === camera ? calibratedCamera(each, found) : each)),
  };
}

function calibratedCamera(
  camera: ProjectCamera,
  { camera: model, residualPx, residualCm }: Calibration,
): ProjectCamera {
  const { fx, fy, cx, cy, distortion, rotation, translation } = model;
  return {
    ...camera,
    intrinsics: { fx, fy, cx, cy, distortion: [...distortion] },
    pose: { rotation: [...rotation], translation: [...translation] },
    calibration: {
      method: 'clicked points',
      date: new Date().toISOString().slice(0, 10),
      residualPx: Number(residualPx.toFixed(3)),
      residualCm: residualCm === null ? null : Number(residualCm.toFixed(2)),
    },
  };
}
