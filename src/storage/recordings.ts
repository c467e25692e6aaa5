/** What a live run recorded becomes the footage of its session: media under its SHA-256, named by its project. */
import { clipPath } from '#core/planning/live-recording.ts';
import { recordedFiles, recordedSessions, removeRecording } from '#storage/recording-files.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { amendProject } from '#storage/session-rows.ts';

/**
 * Does nothing when nothing was recorded, and finishes what a call that was cut off began.
 *
 * @param onProgress - In `[0, 1]`.
 * @throws WorkbenchError `storage/quota`; files that were not kept yet stay where they are.
 */
export async function adoptRecording(
  { db, media }: SessionRooms,
  id: string,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  if ((await db.sessions.get(id)) === undefined) return removeRecording(id);
  const files = await recordedFiles(id);
  let done = 0;
  for (const [name, handle] of files) {
    const share = (part: number) => onProgress((done + part) / files.size);
    // One after the other: what is kept and not named yet is what the next start sweeps away.
    if ((await handle.getFile()).size > 0) {
      const file = await media.adopt(handle, clipPath(name), share);
      const others = (each: { readonly path: string }) => each.path !== file.path;
      await amendProject(db, id, (project) => ({ ...project, files: [...project.files.filter(others), file] }));
    }
    done++;
  }
  await removeRecording(id);
}

/** Adopts what tabs that were closed in the middle of a run have left. */
export async function adoptLeftOver(rooms: SessionRooms, onProgress?: (share: number) => void): Promise<void> {
  for (const id of await recordedSessions()) {
    await rooms.locks.whenFree(id, () => adoptRecording(rooms, id, onProgress));
  }
}
