import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import type { Project } from '#core/planning/project.ts';
import { someMoment } from '#app/address.ts';
import type { Desk } from '#app/desk.ts';
import { calibratedProject } from '#app/pilot/calibrated-project.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import type { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { openStoredSession } from '#app/pilot/open-stored-session.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { keepCalibration } from '#app/pilot/webcam-setup.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * What a calibration is good for. A project that has not been run is run with it. A stored session is folded again from
 * its own inputs, as a new session: what was recorded, and what it came to, stays as it was, also when this fails or is
 * stopped. What was found of its other cameras is there to be saved next.
 *
 * @throws WorkbenchError `storage/quota`
 */
export async function saveCalibration(
  desk: Desk,
  pilot: PilotSession,
  camera: string,
  found: FoundCalibration,
  signal: AbortSignal,
): Promise<void> {
  const project = calibratedProject(pilot.project, camera, found);
  const calibrated = project.cameras.find(({ id }) => id === camera)!;
  const { name } = calibrated;
  if (pilot.id === null) {
    pilot.project = project;
    location.hash = '#/pilot';
  } else {
    desk.doing(() => m.calibrate_folding());
    const { store } = desk.rooms;
    const sessionName = m.calibrate_session_name({ name: pilot.name, camera: name });
    const copy = await store.copySession(pilot.id, { text: JSON.stringify(project), name: sessionName }, signal);
    if (pilot.recording.id === LIVE_RECORDING) await keepCalibration(desk.rooms.store.setups, calibrated);
    await desk.refresh();
    await openStoredSession(desk, copy.id, someMoment, signal, pilot);
  }
  desk.toasts.say(() => m.calibrate_saved({ camera: name }));
}

/**
 * A webcam that is calibrated before any run: every run from now on has it.
 *
 * @param project - The one it was calibrated in.
 * @throws WorkbenchError `storage/quota`
 */
export async function saveWebcamCalibration(
  desk: Desk,
  setup: LiveSetup,
  camera: SetupCamera,
  project: Project,
  found: FoundCalibration,
): Promise<void> {
  await setup.keep(camera, calibratedProject(project, camera.id, found));
  location.hash = '#/webcams';
  desk.toasts.say(() => m.calibrate_saved({ camera: camera.name }));
}
