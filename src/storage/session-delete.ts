import type { Table } from 'dexie';
import type { Database } from '#storage/database.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';

/** See `SessionStore.deleteSession`. */
export async function deleteSession({ db, journal, media }: SessionRooms, id: string): Promise<void> {
  const tables = [db.sessions, db.results, db.projects, ...besides(db)];
  const orphaned = await db.transaction('rw', tables, async () => {
    const session = await db.sessions.get(id);
    await db.sessions.delete(id);
    await db.results.delete(id);
    for (const table of besides(db)) await table.delete(id);
    if (!session || (await db.sessions.where('project.id').equals(session.project.id).count()) > 0) return [];
    const project = await db.projects.get(session.project.id);
    await db.projects.delete(session.project.id);
    return project?.files ?? [];
  });
  await journal.remove(id);
  await media.sweep(orphaned.map((file) => file.sha256));
}

export async function emptyTrash(rooms: SessionRooms): Promise<void> {
  for (const id of await rooms.db.trash.toCollection().primaryKeys()) await deleteSession(rooms, id);
}

/** Tables with at most one row a session, under its id. */
function besides(db: Database): readonly Table<unknown, string>[] {
  return [db.posters, db.trash, db.totals, db.sizes];
}
