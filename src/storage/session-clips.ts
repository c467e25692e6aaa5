/** The footage of stored sessions. */
import type { MediaRow } from '#storage/database.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { readSession } from '#storage/session-rows.ts';
import type { ProjectFile, StoredProject } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';

/** A clip and where it is kept; `null` when it is not, and somebody must drop the file to see it. */
export interface StoredClip {
  readonly file: ProjectFile;
  readonly kept: MediaRow['kind'] | null;
}

export async function clipsOf(
  { media }: Pick<SessionRooms, 'media'>,
  { files }: StoredProject,
): Promise<readonly StoredClip[]> {
  return Promise.all(files.map(async (file) => ({ file, kept: (await media.find(file.sha256))?.kind ?? null })));
}

/** Keeps a dropped file if it is one that the session misses. @returns Which, or `null` when it is none of them. */
export async function restoreClip({ db, media }: SessionRooms, id: string, blob: Blob): Promise<ProjectFile | null> {
  const { project } = await readSession(db, id);
  const sha256 = await hashBlob(blob);
  const file = project.files.find((candidate) => candidate.sha256 === sha256);
  if (!file) return null;
  await media.keepBlob(blob, file.path);
  return file;
}
