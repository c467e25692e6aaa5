import type { Calibration } from '#core/geometry/calibrate.ts';
import { LIVE_RECORDING } from '#core/planning/live-project.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { someMoment } from '#app/address.ts';
import type { Desk } from '#app/desk.ts';
import { downloadBlob } from '#app/download-blob.ts';
import { WEBCAM_SETUP } from '#app/pilot/live-setup.svelte.ts';
import { openStoredSession } from '#app/pilot/open-stored-session.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * What a calibration is good for. A project that has not been run is run with it. A stored session is folded again from
 * its own inputs, as a new session: what was recorded stays as it was.
 *
 * @throws WorkbenchError `storage/quota`
 */
export async function saveCalibration(
  desk: Desk,
  pilot: PilotSession,
  camera: string,
  found: Calibration,
  signal: AbortSignal,
): Promise<void> {
  const project = calibratedProject(pilot.project, camera, found);
  const { name } = project.cameras.find(({ id }) => id === camera)!;
  if (pilot.id === null) {
    pilot.project = project;
    location.hash = '#/pilot';
  } else {
    desk.doing(() => m.calibrate_folding());
    const { store } = desk.rooms;
    if (pilot.recording.id === LIVE_RECORDING) await keepInSetup(desk, project, camera);
    const sessionName = m.calibrate_session_name({ name: pilot.name, camera: name });
    const copy = await store.copySession(pilot.id, { text: JSON.stringify(project), name: sessionName });
    await desk.refresh();
    await openStoredSession(desk, copy.id, someMoment, signal);
  }
  desk.toasts.say(() => m.calibrate_saved({ camera: name }));
}

/** The project with the calibration, as a file to keep. */
export function downloadCalibrated(project: Project, camera: string, found: Calibration): void {
  const text = JSON.stringify(calibratedProject(project, camera, found), null, 2);
  downloadBlob(new Blob([text], { type: 'application/json' }), PROJECT_FILE);
}

function calibratedProject(project: Project, camera: string, found: Calibration): Project {
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

/** The same webcam is calibrated the next time it is used; it is known there by its name. */
async function keepInSetup(desk: Desk, project: Project, camera: string): Promise<void> {
  const { setups } = desk.rooms.store;
  const setup = (await setups.list()).find(({ id }) => id === WEBCAM_SETUP);
  if (setup === undefined) return;
  const { name, width, height, intrinsics, pose, calibration } = project.cameras.find(({ id }) => id === camera)!;
  const known = JSON.parse(setup.text) as Project;
  const cameras = known.cameras.map((each) =>
    each.name === name && each.width === width && each.height === height
      ? { ...each, intrinsics, pose, calibration }
      : each,
  );
  await setups.save({ ...setup, text: JSON.stringify({ ...known, cameras }), updatedAt: new Date().toISOString() });
}
