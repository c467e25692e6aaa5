/** What a walk has told is kept: for webcams from now on, of a stored session as a new one beside it. */
import { LIVE_RECORDING } from '#core/planning/live-recording.ts';
import { someMoment } from '#app/address.ts';
import type { Desk } from '#app/desk.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { openStoredSession } from '#app/pilot/open-stored-session.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import { walkedProject } from '#app/pilot/walk/walked-project.ts';
import { keepCalibration, keepClock } from '#app/pilot/webcam-setup.ts';
import { m } from '#messages/compiled/messages.js';

/** @returns Brings back how the cameras were before. @throws WorkbenchError `storage/quota` */
export async function saveWebcamWalk(
  desk: Desk,
  setup: LiveSetup,
  walk: WalkCalibration,
): Promise<() => Promise<void>> {
  const before = walk.project;
  const project = walkedProject(before, walk.reference!, walk.found, walk.chosen);
  await setup.keepAll(project);
  desk.toasts.say(() => m.walk_saved({ count: walk.found.length }));
  return () => setup.keepAll(before);
}

/** @throws WorkbenchError `storage/quota` */
export async function saveSessionWalk(
  desk: Desk,
  pilot: PilotSession,
  walk: WalkCalibration,
  signal: AbortSignal,
): Promise<void> {
  const { store } = desk.rooms;
  const project = walkedProject(walk.project, walk.reference!, walk.found, walk.chosen);
  desk.doing(() => m.calibrate_folding());
  const name = m.walk_session_name({ name: pilot.name });
  const copy = await store.copySession(pilot.id!, { text: JSON.stringify(project), name }, signal);
  if (pilot.recording.id === LIVE_RECORDING)
    for (const camera of project.cameras.filter(({ id }) => walk.found.some((each) => each.camera === id)))
      // Meanwhile the webcam may have been calibrated anew: only whoever chose it replaces that.
      await (walk.chosen.has(camera.id) ? keepCalibration : keepClock)(store.setups, camera);
  await desk.refresh();
  await openStoredSession(desk, copy.id, someMoment, signal);
  desk.toasts.say(() => m.walk_saved({ count: walk.found.length }));
}
