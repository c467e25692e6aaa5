import { LIVE_RECORDING } from '#core/planning/live-project.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { cameraFailure, cameraPermission, listCameras, openCamera } from '#capture/cameras.ts';
import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { loadWebcams, sameWebcam } from '#app/pilot/webcam-setup.ts';

/** A camera of a session that hangs on this device now. */
export interface WebcamAtHand {
  /** @returns What it sees, in frames of the size of the session's; the caller's to close. `null` when it does not start. */
  open(): Promise<MediaStream | null>;
}

/** @returns `null` for a camera of another device, one that is unplugged, or while cameras are not allowed: asks nobody. */
export async function webcamAtHand(
  { rooms }: Desk,
  { recording }: PilotSession,
  camera: ProjectCamera,
): Promise<WebcamAtHand | null> {
  if (recording.id !== LIVE_RECORDING || (await cameraPermission()) !== 'granted') return null;
  const known = sameWebcam(await loadWebcams(rooms.store.setups), camera);
  if (known === null || !(await listCameras()).some(({ id }) => id === known.id)) return null;
  return {
    async open() {
      try {
        return await openCamera(known.id, camera);
      } catch (error) {
        if (cameraFailure(error) === null) throw error;
        return null;
      }
    },
  };
}
