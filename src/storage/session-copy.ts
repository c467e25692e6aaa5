import type { SessionRooms } from '#storage/session-rooms.ts';
import { addSession, projectId, readSession } from '#storage/session-rows.ts';
import type { Session } from '#storage/session.ts';
import { storageFailure } from '#storage/storage-failure.ts';

/**
 * A new session from the same inputs and footage, with another project: what would have been seen with other cameras'
 * calibration. It has no results until its journal is folded.
 *
 * @param text - Of the new project's `project.json`.
 * @param signal - Stopped in the middle, it leaves nothing.
 * @throws WorkbenchError `storage/missing`, `storage/quota`
 */
export async function copySession(
  { db, journal }: SessionRooms,
  id: string,
  { text, name }: { readonly text: string; readonly name: string },
  signal?: AbortSignal,
): Promise<Session> {
  const { session, project } = await readSession(db, id);
  const changed = { ...project, text };
  const copy: Session = {
    ...session,
    id: crypto.randomUUID(),
    name,
    createdAt: new Date().toISOString(),
    project: { id: await projectId(changed), name: project.name },
  };
  try {
    for await (const chunk of journal.chunks(id, session.state === 'finished' ? 'refuse' : 'drop')) {
      await journal.appendChunks(copy.id, [chunk]);
      signal?.throwIfAborted();
    }
    await addSession(db, copy, changed, null);
  } catch (error) {
    await journal.remove(copy.id);
    throw storageFailure(error, `The session “${name}”`);
  }
  return copy;
}
