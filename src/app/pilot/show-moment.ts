import type { SceneView } from '#core/pipeline/scene-view.ts';
import { micros } from '#core/time/micros.ts';
import { frameAt } from '#capture/frame-at.ts';
import type { SessionStore, StoredSession } from '#storage/session-store.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { Desk } from '#app/desk.ts';

/**
 * Shows the pictures a scene was made of: of each camera the frame its newest sighting was found in.
 *
 * @param asked - A person just asked for it, so the browser may ask whether a file may be read again.
 * @returns Clips that are not on this device.
 */
export async function showMoment(
  desk: Desk,
  pilot: PilotSession,
  scene: SceneView,
  signal: AbortSignal,
  asked: boolean,
): Promise<readonly ProjectFile[]> {
  if (pilot.id === null) return [];
  const { store } = desk.rooms;
  const { clips } = await store.loadSession(pilot.id);
  const missing: ProjectFile[] = [];
  for (const { camera, path, offset } of pilot.recording.clips) {
    signal.throwIfAborted();
    const kept = clips.find(({ file }) => file.path === path);
    const blob = kept === undefined ? null : await openClipFile(store, kept, asked);
    const seen = scene.cameras[camera];
    if (blob === null) {
      if (kept !== undefined) missing.push(kept.file);
    } else if (seen !== undefined) {
      const frame = await frameAt(blob, { file: path, camera, offset: micros(offset) }, seen.time, signal);
      if (frame !== null) pilot.picture(camera, frame, seen.tracks);
    }
  }
  return missing;
}

async function openClipFile(
  store: SessionStore,
  { file, kept }: StoredSession['clips'][number],
  asked: boolean,
): Promise<Blob | null> {
  const open = await store.media.openMedia(file.sha256);
  return open === null && asked && kept === 'handle' ? store.media.reopenHandle(file.sha256) : open;
}
