/** Stored sessions: tables, journal and footage as one thing. Nothing stored is ever overwritten. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import type { OperatorAction, SceneInput } from '#core/pipeline/scene-input.ts';
import { Database } from '#storage/database.ts';
import { type Journal, openJournal } from '#storage/journal.ts';
import { openMediaCopies } from '#storage/media-copies.ts';
import { type MediaFiles, mediaFiles } from '#storage/media-files.ts';
import { type StoredClip, clipsOf, restoreClip } from '#storage/session-clips.ts';
import { deleteSession, emptyTrash } from '#storage/session-delete.ts';
import type { ExportOptions } from '#storage/session-export.ts';
import { adoptLeftOver, adoptRecording } from '#storage/recordings.ts';
import type { ModelCache } from '#storage/model-cache.ts';
import type { AskedStorage } from '#storage/persistence.ts';
import type { OnProgress } from '#storage/progress.ts';
import { sessionLocks } from '#storage/session-locks.ts';
import { addFigures, beginSession, finishSession, interruptSession, resumeSession } from '#storage/session-life.ts';
import { type Turn, readOnly, takeTurn } from '#storage/session-turn.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import {
  type SessionRows,
  amendProject,
  gone,
  inUse,
  putResults,
  readSession,
  readStoredProject,
} from '#storage/session-rows.ts';
import type { SessionTotals } from '#storage/session-totals.ts';
import type { NewSession, ProjectFile, Session, SessionEnd, SessionResults } from '#storage/session.ts';
import { type Setups, setupsIn } from '#storage/setups.ts';
import type { StorageUse } from '#storage/storage-use.ts';
import { storageFailure } from '#storage/storage-failure.ts';

type Told = readonly [onProgress?: OnProgress, signal?: AbortSignal];

export interface StoredSession extends SessionRows {
  readonly clips: readonly StoredClip[];
}

export class SessionStore {
  readonly journal: Journal;
  readonly media: MediaFiles;
  readonly setups: Setups;
  /** When this tab is the one that writes: see `Turn`. */
  readonly turn: Turn;
  readonly #rooms: SessionRooms;

  constructor(rooms: SessionRooms, turn: Turn) {
    this.turn = turn;
    this.journal = rooms.journal;
    this.media = rooms.media;
    this.setups = setupsIn(rooms.db);
    this.#rooms = rooms;
  }

  /** Makes a running session. It is this tab's until it is finished or interrupted, or the tab goes away. */
  async createSession(wanted: NewSession): Promise<Session> {
    this.#assertMine();
    return beginSession(this.#rooms, wanted);
  }

  /** Keeps figures of a run that goes on; those of the same name are replaced. */
  addFigures(id: string, figures: Session['figures']): Promise<void> {
    return addFigures(this.#rooms, id, figures);
  }

  /**
   * Stores what a run came to, beside the figures it has already. Flush its journal first.
   *
   * @throws WorkbenchError `storage/missing` when the session was deleted meanwhile, `storage/quota`.
   */
  finishSession(id: string, end: SessionEnd): Promise<void> {
    return finishSession(this.#rooms, id, end);
  }

  /** What a live run recorded becomes its session's footage. @param onProgress - In `[0, 1]`. */
  adoptRecording(id: string, onProgress?: (share: number) => void): Promise<void> {
    return adoptRecording(this.#rooms, id, onProgress);
  }

  /** Adopts what tabs that were closed in the middle of a recorded run have left. */
  adoptLeftOver(onProgress?: (share: number) => void): Promise<void> {
    return adoptLeftOver(this.#rooms, onProgress);
  }

  /** An interrupted run goes on: it is this tab's again, and its journal can be appended to. */
  async resumeSession(id: string): Promise<void> {
    this.#assertMine();
    return resumeSession(this.#rooms, id);
  }

  /** The session goes on with a changed plan. @param text - Of `project.json`. */
  async amendProject(id: string, text: string): Promise<void> {
    this.#assertMine();
    await amendProject(this.#rooms.db, id, (project) => ({ ...project, text }));
  }

  /** A run stopped before its end; what was journalled stays. */
  interruptSession(id: string): Promise<void> {
    return interruptSession(this.#rooms, id);
  }

  /**
   * Journals what an operator did after the run. On the disk when it resolves.
   *
   * @throws WorkbenchError `storage/in-use` when another tab runs the session, `storage/quota`.
   */
  async appendAction(id: string, action: OperatorAction): Promise<void> {
    let done = false;
    await this.#rooms.locks.whenFree(id, async () => {
      await this.journal.append(id, [action]);
      done = true;
    });
    if (!done) throw inUse(id);
  }

  /** Stores results that were computed again from the journal. */
  async saveResults(id: string, results: SessionResults): Promise<void> {
    this.#assertMine();
    const { db } = this.#rooms;
    await db.transaction('rw', db.sessions, db.results, db.projects, db.totals, () => putResults(db, id, results));
  }

  /** Deletes the derived records; the journal they came from stays. */
  async deleteResults(id: string): Promise<void> {
    this.#assertMine();
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
    this.#assertMine();
    if ((await this.#rooms.db.sessions.update(id, { name })) === 0) throw gone(id);
  }

  /** Takes a session off the list. It can be had back until the trash is emptied. */
  async trashSession(id: string): Promise<void> {
    this.#assertMine();
    await this.#rooms.db.trash.put({ session: id, deletedAt: Date.now() });
  }

  async untrashSession(id: string): Promise<void> {
    this.#assertMine();
    await this.#rooms.db.trash.delete(id);
  }

  /** Deletes for good what is in the trash. */
  async emptyTrash(): Promise<void> {
    this.#assertMine();
    await emptyTrash(this.#rooms);
  }

  async savePoster(id: string, image: Blob): Promise<void> {
    this.#assertMine();
    await this.#rooms.db.posters.put({ session: id, image });
  }

  async loadPoster(id: string): Promise<Blob | null> {
    return (await this.#rooms.db.posters.get(id))?.image ?? null;
  }

  /** A new session from the same inputs with another project: see `copySession`. */
  async copySession(
    id: string,
    project: { readonly text: string; readonly name: string },
    signal?: AbortSignal,
  ): Promise<Session> {
    this.#assertMine();
    const { copySession } = await fetchPart(() => import('#storage/session-copy.ts'));
    return copySession(this.#rooms, id, project, signal);
  }

  /** @throws WorkbenchError `storage/missing` */
  async loadSession(id: string): Promise<StoredSession> {
    const rows = await readSession(this.#rooms.db, id);
    return { ...rows, clips: await clipsOf(this.#rooms, rows.project) };
  }

  /** The footage of a session alone. @throws WorkbenchError `storage/missing` */
  async loadClips(id: string): Promise<StoredSession['clips']> {
    return clipsOf(this.#rooms, await readStoredProject(this.#rooms.db, id));
  }

  /** What went into a session, chunk by chunk. @throws WorkbenchError `archive/malformed`, `storage/missing` */
  async *readInputs(id: string): AsyncGenerator<readonly SceneInput[], void> {
    const { session } = await readSession(this.#rooms.db, id);
    yield* this.journal.read(id, session.state === 'finished' ? 'refuse' : 'drop');
  }

  /** Keeps a dropped file if it is one that the session misses. @returns Which, or `null` when it is none of them. */
  async restoreClip(id: string, blob: Blob): Promise<ProjectFile | null> {
    this.#assertMine();
    return restoreClip(this.#rooms, id, blob);
  }

  /**
   * The archive of a session, in memory or wherever the browser puts large blobs.
   *
   * @throws The signal's reason once it is aborted.
   */
  async exportSession(id: string, options: ExportOptions, ...how: Told): Promise<Blob> {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const blob = new Response(readable, { headers: { 'content-type': 'application/zip' } }).blob();
    const [archive] = await Promise.all([blob, this.streamSession(id, options, writable, ...how)]);
    return archive;
  }

  /**
   * Writes the archive of a session into `target`, piece by piece, and closes it.
   *
   * @throws The signal's reason once it is aborted; `target` is aborted then.
   */
  async streamSession(
    id: string,
    options: ExportOptions,
    target: WritableStream<Uint8Array>,
    ...how: Told
  ): Promise<void> {
    const { exportSession } = await fetchPart(() => import('#storage/session-export.ts'));
    return exportSession(this.#rooms, id, options, target, ...how);
  }

  /**
   * Stores the session of an archive, all of it or nothing. Under a new id when the archive's is taken.
   *
   * @throws WorkbenchError as `readArchive`, and `storage/quota`; the signal's reason once it is aborted.
   */
  async importSession(archive: Blob, name: string, ...how: Told): Promise<Session> {
    this.#assertMine();
    const { importSession } = await fetchPart(() => import('#storage/session-import.ts'));
    return importSession(this.#rooms, archive, name, ...how);
  }

  /** Deletes a session with its journal and results, and its project and footage unless another session has them too. */
  async deleteSession(id: string): Promise<void> {
    this.#assertMine();
    return deleteSession(this.#rooms, id);
  }

  /** What takes the room. @param storage - `navigator.storage`. */
  async measure(models: ModelCache, storage: AskedStorage | undefined): Promise<StorageUse> {
    const { measureStorage } = await fetchPart(() => import('#storage/storage-use.ts'));
    return measureStorage(this.#rooms, models, storage);
  }

  /** Only one tab writes; the interface asks nothing of the others that would come here. */
  #assertMine(): void {
    if (!this.turn.mine()) throw readOnly();
  }

  close(): void {
    this.#rooms.locks.leave();
    this.journal.close();
    this.#rooms.db.close();
  }
}

/** Runs are journalled by the scene worker: here some moments are read, or one is added. */
const journalFormat = () => fetchPart(() => import('#storage/journal-format.ts'));

/**
 * Opens what is stored. The first tab may write; it marks the runs whose tab has gone as interrupted and sweeps up what
 * closing tabs left. Any other may only look until the first has gone: then it does the same.
 *
 * @param name - Of the databases; sessions of different names do not see each other.
 * @param format - Of the journal; fetched when it is asked for.
 * @throws WorkbenchError `storage/newer-version`
 */
export async function openSessionStore(name = 'openaisle', format = journalFormat): Promise<SessionStore> {
  const db = new Database(name);
  const journal = await openJournal(format, `${name}-journal`);
  const media = mediaFiles(db, await openMediaCopies(`${name}-media`));
  const rooms: SessionRooms = { db, journal, media, locks: sessionLocks(name) };
  try {
    await db.open();
    return new SessionStore(rooms, await takeTurn(rooms));
  } catch (error) {
    journal.close();
    db.close();
    throw storageFailure(error, 'The session list');
  }
}
