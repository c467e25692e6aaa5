import { preferredCamera } from '#core/planning/live-project.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveCameraOptions } from '#app/pilot/live-camera.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { rememberUsedWebcams } from '#app/pilot/webcam-setup.ts';

/**
 * Keeps what somebody chose for a camera in a run: with the session, and for the next one.
 *
 * @throws WorkbenchError `storage/quota`
 */
export async function keepPriority(
  desk: Desk,
  pilot: PilotSession,
  used: readonly LiveCameraOptions[],
  camera: string,
  priority: number,
): Promise<void> {
  const { store } = desk.rooms;
  const cameras = pilot.project.cameras.map((each) => (each.id === camera ? preferredCamera(each, priority) : each));
  pilot.project = { ...pilot.project, cameras };
  await store.amendProject(pilot.id!, JSON.stringify(pilot.project));
  await rememberUsedWebcams(store.setups, pilot.project, used);
}
