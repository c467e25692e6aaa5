/** Stored sessions: tables, journal and footage as one thing. Nothing stored is ever overwritten. */
import type { Table } from 'dexie';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';
import { Database, type MediaRow } from '#storage/database.ts';
import { type Journal, openJournal } from '#storage/journal.ts';
import { openMediaCopies } from '#storage/media-copies.ts';
import { type MediaFiles, mediaFiles } from '#storage/media-files.ts';
import { copySession } from '#storage/session-copy.ts';
import { exportSession } from '#storage/session-export.ts';
import { importSession } from '#storage/session-import.ts';
import { adoptLeftOver, adoptRecording } from '#storage/recordings.ts';
import { sessionLocks } from '#storage/session-locks.ts';
import { markInterrupted, sweepJournal } from '#storage/session-recovery.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { type SessionRows, addSession, gone, projectId, putResults, readSession } from '#storage/session-rows.ts';
import type { SessionTotals } from '#storage/session-totals.ts';
import type { NewSession, ProjectFile, Session, SessionEnd, SessionResults } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { type Setups, setupsIn } from '#storage/setups.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface StoredSession extends SessionRows {
  /** The footage and where it is kept; `null` when it is not, and somebody must drop the file to see it. */
  readonly clips: readonly { readonly file: ProjectFile; readonly kept: MediaRow['kind'] | null }[];
}

export class SessionStore {
  readonly journal: Journal;
  readonly media: MediaFiles;
  readonly setups: Setups;
  readonly #rooms: SessionRooms;

  constructor(rooms: SessionRooms) {
    this.journal = rooms.journal;
    this.media = rooms.media;
    this.setups = setupsIn(rooms.db);
    this.#rooms = rooms;
  }

  /** Makes a running session. It is this tab's until it is finished or interrupted, or the tab goes away. */
  async createSession({ name, project, recording, model }: NewSession): Promise<Session> {
    const { db, locks } = this.#rooms;
    const session: Session = {
      id: crypto.randomUUID(),
      name,
      createdAt: new Date().toISOString(),
      project: { id: await projectId(project), name: project.name },
      recording,
      model,
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

  /**
   * Stores what a run came to. Flush its journal first.
   *
   * @throws WorkbenchError `storage/missing` when the session was deleted meanwhile, `storage/quota`.
   */
  async finishSession(id: string, { results, lastTime, figures }: SessionEnd): Promise<void> {
    const finite = Object.fromEntries(Object.entries(figures).filter(([, figure]) => Number.isFinite(figure)));
    const { db, locks } = this.#rooms;
    try {
      await db.transaction('rw', db.sessions, db.results, db.projects, db.totals, async () => {
        await putResults(db, id, results);
        await db.sessions.update(id, { state: 'finished', lastTime, figures: finite });
      });
    } catch (error) {
      throw storageFailure(error, 'The results of the session');
    }
    locks.release(id);
  }

  /** What a live run recorded becomes its session's footage. @param onProgress - In `[0, 1]`. */
  adoptRecording(id: string, onProgress?: (share: number) => void): Promise<void> {
    return adoptRecording(this.#rooms, id, onProgress);
  }

  /** Adopts what tabs that were closed in the middle of a recorded run have left. */
  adoptLeftOver(onProgress?: (share: number) => void): Promise<void> {
    return adoptLeftOver(this.#rooms, onProgress);
  }

  /** A run stopped before its end; what was journalled stays. */
  async interruptSession(id: string): Promise<void> {
    const { db, journal, locks } = this.#rooms;
    await db.sessions.update(id, { state: 'interrupted', lastTime: await journal.lastTime(id) });
    locks.release(id);
  }

  /** Stores results that were computed again from the journal. */
  async saveResults(id: string, results: SessionResults): Promise<void> {
    const { db } = this.#rooms;
    await db.transaction('rw', db.sessions, db.results, db.projects, db.totals, () => putResults(db, id, results));
  }

  /** Deletes the derived records; the journal they came from stays. */
  async deleteResults(id: string): Promise<void> {
    const { db } = this.#rooms;
    await db.transaction('rw', db.results, db.totals, async () => {
      await db.results.delete(id);
      await db.totals.delete(id);
    });
  }

  /** Newest first; without those in the trash. */
  async listSessions(): Promise<readonly Session[]> {
    const { db } = this.#rooms;
    const [sessions, trash] = await Promise.all([
      db.sessions.orderBy('createdAt').reverse().toArray(),
      db.trash.toCollection().primaryKeys(),
    ]);
    return sessions.filter(({ id }) => !trash.includes(id));
  }

  /** What sessions came to, by id; without those that have no results. */
  async listTotals(): Promise<ReadonlyMap<string, SessionTotals>> {
    return new Map((await this.#rooms.db.totals.toArray()).map((row) => [row.session, row]));
  }

  /** @throws WorkbenchError `storage/missing` */
  async renameSession(id: string, name: string): Promise<void> {
    if ((await this.#rooms.db.sessions.update(id, { name })) === 0) throw gone(id);
  }

  /** Takes a session off the list. It can be had back until the trash is emptied. */
  async trashSession(id: string): Promise<void> {
    await this.#rooms.db.trash.put({ session: id, deletedAt: Date.now() });
  }

  async untrashSession(id: string): Promise<void> {
    await this.#rooms.db.trash.delete(id);
  }

  /** Deletes for good what is in the trash. */
  async emptyTrash(): Promise<void> {
    for (const id of await this.#rooms.db.trash.toCollection().primaryKeys()) await this.deleteSession(id);
  }

  async savePoster(id: string, image: Blob): Promise<void> {
    await this.#rooms.db.posters.put({ session: id, image });
  }

  async loadPoster(id: string): Promise<Blob | null> {
    return (await this.#rooms.db.posters.get(id))?.image ?? null;
  }

  /** A new session from the same inputs with another project: see `copySession`. */
  copySession(id: string, project: { readonly text: string; readonly name: string }): Promise<Session> {
    return copySession(this.#rooms, id, project);
  }

  /** @throws WorkbenchError `storage/missing` */
  async loadSession(id: string): Promise<StoredSession> {
    const { db, media } = this.#rooms;
    const rows = await readSession(db, id);
    const clips = rows.project.files.map(async (file) => ({
      file,
      kept: (await media.find(file.sha256))?.kind ?? null,
    }));
    return { ...rows, clips: await Promise.all(clips) };
  }

  /** What went into a session, chunk by chunk. @throws WorkbenchError `archive/malformed`, `storage/missing` */
  async *readInputs(id: string): AsyncGenerator<readonly SceneInput[], void> {
    const { session } = await readSession(this.#rooms.db, id);
    yield* this.journal.read(id, session.state === 'finished' ? 'refuse' : 'drop');
  }

  /** Keeps a dropped file if it is one that the session misses. @returns Which, or `null` when it is none of them. */
  async restoreClip(id: string, blob: Blob): Promise<ProjectFile | null> {
    const { project } = await readSession(this.#rooms.db, id);
    const sha256 = await hashBlob(blob);
    const file = project.files.find((candidate) => candidate.sha256 === sha256);
    if (!file) return null;
    await this.media.keepBlob(blob, file.path);
    return file;
  }

  /** @param options - `clips`: put the footage in as well, as far as it can be read without asking. */
  exportSession(id: string, options: { readonly clips: boolean }): Promise<Blob> {
    return exportSession(this.#rooms, id, options);
  }

  /**
   * Stores the session of an archive, all of it or nothing. Under a new id when the archive's is taken.
   *
   * @throws WorkbenchError as `readArchive`, and `storage/quota`.
   */
  importSession(archive: Blob, name: string): Promise<Session> {
    return importSession(this.#rooms, archive, name);
  }

  /** Deletes a session with its journal and results, and its project and footage unless another session has them too. */
  async deleteSession(id: string): Promise<void> {
    const { db, journal, media } = this.#rooms;
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

  close(): void {
    this.#rooms.locks.leave();
    this.journal.close();
    this.#rooms.db.close();
  }
}

/** Tables with at most one row a session, under its id. */
function besides(db: Database): readonly Table<unknown, string>[] {
  return [db.posters, db.trash, db.totals, db.sizes];
}

/**
 * Opens what is stored, and marks the runs whose tab has gone as interrupted.
 *
 * @param name - Of the databases; sessions of different names do not see each other.
 * @throws WorkbenchError `storage/newer-version`
 */
export async function openSessionStore(name = 'openaisle'): Promise<SessionStore> {
  const db = new Database(name);
  const journal = await openJournal(`${name}-journal`);
  const media = mediaFiles(db, await openMediaCopies(`${name}-media`));
  const rooms: SessionRooms = { db, journal, media, locks: sessionLocks(name) };
  const store = new SessionStore(rooms);
  try {
    await db.open();
    await markInterrupted(rooms);
    await sweepJournal(rooms);
    // Footage is kept before its session exists, and a trash can still be asked back by the tab that filled it: only
    // the first tab may call any of it left over.
    await rooms.locks.enter(async () => {
      await store.emptyTrash();
      await media.sweep();
    });
  } catch (error) {
    journal.close();
    db.close();
    throw storageFailure(error, 'The session list');
  }
  return store;
}
