/** A camera that was moved hangs again as it was calibrated: somebody says so, and nobody has to calibrate it anew. */
import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { believed } from '#app/pilot/stale-calibration.ts';
import { loadWebcams, rememberWebcams, sameWebcam } from '#app/pilot/webcam-setup.ts';

/** Of the open session; its results stay, because nothing was placed by the mark. @throws WorkbenchError `storage/quota` */
export async function believeCalibration(desk: Desk, pilot: PilotSession, camera: string): Promise<void> {
  const { project, id } = pilot;
  const cameras = project.cameras.map((each) => (each.id === camera ? believed(each) : each));
  const now = { ...project, cameras };
  if (id !== null) {
    const { store } = desk.rooms;
    await store.amendProject(id, JSON.stringify(now));
    if (pilot.recording.id === LIVE_RECORDING)
      await believeInSetup(
        desk,
        cameras.find((each) => each.id === camera)!,
      );
  }
  pilot.project = now;
}

/** Of a webcam before any run. @throws WorkbenchError `storage/quota` */
export async function believeWebcamCalibration(setup: LiveSetup, camera: SetupCamera): Promise<void> {
  if (camera.known === null) return;
  await setup.keep(camera, { ...setup.projectOf(camera), cameras: [believed(camera.known)] });
}

/** The same webcam the next time it is used, unless it was calibrated since: of that one nobody has said anything. */
async function believeInSetup({ rooms }: Desk, { pose, calibration, ...camera }: ProjectCamera): Promise<void> {
  const { setups } = rooms.store;
  const known = await loadWebcams(setups);
  const same = sameWebcam(known, { ...camera, pose, calibration });
  if (known === null || same === null || same.calibration.date !== calibration.date) return;
  if (JSON.stringify(same.pose) === JSON.stringify(pose))
    await rememberWebcams(setups, { ...known, cameras: [believed(same)] });
}
