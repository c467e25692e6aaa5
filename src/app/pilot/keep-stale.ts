import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveCameraOptions } from '#app/pilot/live-camera.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { doubted } from '#app/pilot/stale-calibration.ts';
import { rememberUsedWebcams } from '#app/pilot/webcam-setup.ts';

/**
 * Keeps that cameras were moved since they were calibrated: with the session, which it changes nothing of, and for the next one.
 *
 * @param used - The devices of a live run; none of a recording.
 * @throws WorkbenchError `storage/quota`
 */
export async function keepStale(
  desk: Desk,
  pilot: PilotSession,
  used: readonly LiveCameraOptions[],
  moved: readonly string[],
): Promise<void> {
  const { store } = desk.rooms;
  const stale = { date: new Date().toISOString(), why: 'bumped' as const };
  const cameras = pilot.project.cameras.map((camera) => (moved.includes(camera.id) ? doubted(camera, stale) : camera));
  pilot.project = { ...pilot.project, cameras };
  await store.amendProject(pilot.id!, JSON.stringify(pilot.project));
  if (used.length > 0) await rememberUsedWebcams(store.setups, pilot.project, used);
}

/** Cameras that turned out to have been moved. */
export const movedIn = ({ health }: Pick<SceneView, 'health'>): readonly string[] =>
  Object.entries(health).flatMap(([camera, { aside }]) => (aside?.why === 'moved' ? [camera] : []));
