/** Puts in order what tabs that closed in the middle of their work have left. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';

/**
 * A session that says it is running while no tab runs it was interrupted; its journal says how far it came. When what
 * reads the journal does not arrive, the session stays as it is until the next start: one is no reason not to open the others.
 */
export async function markInterrupted({ db, journal, locks }: SessionRooms): Promise<void> {
  for (const { id } of await db.sessions.where('state').equals('running').toArray()) {
    await locks.whenFree(id, async () => {
      const lastTime = await journal.lastTime(id).catch(nullWithoutFormat);
      if (lastTime === null) return;
      // Its tab may have finished it between our look and our lock.
      await db.sessions
        .where('id')
        .equals(id)
        .and(({ state }) => state === 'running')
        .modify({ state: 'interrupted', lastTime });
    });
  }
}

/** A journal without a session is an import that got half-way. */
export async function sweepJournal({ db, journal, locks }: SessionRooms): Promise<void> {
  for (const id of await journal.sessions()) {
    await locks.whenFree(id, async () => {
      if (!(await db.sessions.get(id))) await journal.remove(id);
    });
  }
}

function nullWithoutFormat(error: unknown): null {
  if (error instanceof WorkbenchError && error.code === 'page/part-missing') return null;
  throw error;
}
