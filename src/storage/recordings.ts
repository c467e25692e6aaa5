/** What a live run recorded becomes the footage of its session: media under its SHA-256, named by its project. */
import { clipPath } from '#core/planning/live-project.ts';
import type { Database } from '#storage/database.ts';
import { recordedFiles, recordedSessions, removeRecording } from '#storage/recording-files.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { projectId } from '#storage/session-rows.ts';
import type { ProjectFile } from '#storage/session.ts';

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
  for (const [camera, handle] of files) {
    const share = (part: number) => onProgress((done + part) / files.size);
    // One after the other: what is kept and not named yet is what the next start sweeps away.
    if ((await handle.getFile()).size > 0) await nameFile(db, id, await media.adopt(handle, clipPath(camera), share));
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

/** A project with another file is another project: the session moves over to it. */
async function nameFile(db: Database, session: string, file: ProjectFile): Promise<void> {
  const before = (await db.sessions.get(session))?.project.id;
  const row = before === undefined ? undefined : await db.projects.get(before);
  if (before === undefined || row === undefined) return;
  const { name, text } = row;
  const files = [...row.files.filter(({ path }) => path !== file.path), file];
  const after = await projectId({ name, text, files });
  await db.transaction('rw', db.sessions, db.projects, async () => {
    await db.projects.put({ id: after, name, text, files });
    await db.sessions.update(session, { project: { id: after, name } });
    if ((await db.sessions.where('project.id').equals(before).count()) === 0) await db.projects.delete(before);
  });
}
