/** From the beginning of a stored run to its end: see the methods of the same names of `SessionStore`. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { micros } from '#core/time/micros.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { addSession, gone, projectId, putResults } from '#storage/session-rows.ts';
import { readOnly } from '#storage/session-turn.ts';
import type { NewSession, Session, SessionEnd } from '#storage/session.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export async function beginSession(
  { db, locks }: SessionRooms,
  { name, project, recording, model, settings }: NewSession,
): Promise<Session> {
  const session: Session = {
    id: crypto.randomUUID(),
    name,
    createdAt: new Date().toISOString(),
    project: { id: await projectId(project), name: project.name },
    recording,
    model,
    settings,
    state: 'running',
    lastTime: micros(0),
    figures: {},
  };
  await locks.hold(session.id);
  try {
    await addSession(db, session, project, null);
  } catch (error) {
    locks.release(session.id);
    throw storageFailure(error, `The session “${name}”`);
  }
  return session;
}

export async function addFigures({ db }: SessionRooms, id: string, figures: Session['figures']): Promise<void> {
  try {
    await db.sessions.where({ id }).modify((session) => {
      Object.assign(session, { figures: { ...session.figures, ...figures } });
    });
  } catch (error) {
    throw storageFailure(error, 'A figure of the session');
  }
}

export async function finishSession(
  { db, locks }: SessionRooms,
  id: string,
  { results, lastTime, figures }: SessionEnd,
): Promise<void> {
  const finite = Object.fromEntries(Object.entries(figures).filter(([, figure]) => Number.isFinite(figure)));
  try {
    await db.transaction('rw', db.sessions, db.results, db.projects, db.totals, async () => {
      await putResults(db, id, results);
      const known = (await db.sessions.get(id))?.figures;
      await db.sessions.update(id, { state: 'finished', lastTime, figures: { ...known, ...finite } });
    });
  } catch (error) {
    throw storageFailure(error, 'The results of the session');
  }
  locks.release(id);
}

export async function resumeSession({ db, journal, locks }: SessionRooms, id: string): Promise<void> {
  if (!(await locks.hold(id))) throw readOnly();
  try {
    await journal.mend(id);
    if ((await db.sessions.update(id, { state: 'running' })) === 0) throw gone(id);
  } catch (error) {
    locks.release(id);
    throw error;
  }
}

/** Where that cannot be written down now, the next start does it, and what stopped the run is the failure to tell. */
export async function interruptSession({ db, journal, locks }: SessionRooms, id: string): Promise<void> {
  try {
    await db.sessions.update(id, { state: 'interrupted', lastTime: await journal.lastTime(id) });
  } catch (error) {
    // It says it is running, and no tab runs it: so the next start knows.
    if (!isForLater(storageFailure(error, ''))) throw error;
  } finally {
    locks.release(id);
  }
}

/** The disk is full, or what reads the journal did not arrive. */
const isForLater = (failure: unknown): boolean =>
  failure instanceof WorkbenchError && (failure.code === 'storage/quota' || failure.code === 'page/part-missing');
