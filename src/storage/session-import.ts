import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Project } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { type SessionArchive, malformed, readArchive, readInputs } from '#storage/archive.ts';
import { splitChunks } from '#storage/journal-format.ts';
import { ByteProgress, type OnProgress } from '#storage/progress.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { addSession, projectId } from '#storage/session-rows.ts';
import type { Session } from '#storage/session.ts';
import { storageFailure } from '#storage/storage-failure.ts';
import { takeTurns } from '#storage/turn.ts';

/** See `SessionStore.importSession`. The session's row is written last: until then nobody sees any of it. */
export async function importSession(
  rooms: SessionRooms,
  blob: Blob,
  name: string,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<Session> {
  const { db, journal, media, locks } = rooms;
  const archive = await readArchive(blob, name, (share) => onProgress(share / 2), signal);
  refuseUnopenable(archive);
  await readThrough(archive, signal);
  const total = [...archive.clips.values(), ...archive.journal].reduce((sum, { size }) => sum + size, 0);
  const progress = new ByteProgress(total, (share) => onProgress((1 + share) / 2));

  const id = await freeId(rooms, archive.session.id);
  const kept: string[] = [];
  try {
    const session = {
      ...archive.session,
      id,
      project: { ...archive.session.project, id: await projectId(archive.project) },
    };
    for (const [sha256, clip] of archive.clips) {
      if (!(await media.find(sha256))) {
        kept.push(sha256);
        const tell = (share: number) => progress.within(share * clip.size);
        await media.keepBlob(clip, nameOf(archive, sha256), tell, signal);
      }
      progress.passed(clip.size);
    }
    for (const part of archive.journal) {
      signal?.throwIfAborted();
      await journal.appendChunks(id, splitChunks(new Uint8Array(await part.arrayBuffer()), name));
      progress.passed(part.size);
    }
    signal?.throwIfAborted();
    await addSession(db, session, archive.project, archive.results);
    return session;
  } catch (error) {
    await journal.remove(id);
    await media.sweep(kept);
    throw storageFailure(error, `The session of ${name}`);
  } finally {
    locks.release(id);
  }
}

/** What is stored can be opened: its project is readable and has the recording the session ran on. */
function refuseUnopenable({ name, session, project }: SessionArchive): void {
  const { recordings } = projectOf(name, project.text);
  if (recordings.some(({ id }) => id === session.recording)) return;
  malformed(name, 'project.json', `it has no recording “${session.recording}”, which the session ran on`);
}

/** @throws WorkbenchError `archive/malformed`; `project/newer-version` as it is, because updating helps. */
function projectOf(name: string, text: string): Project {
  try {
    return readProject(JSON.parse(text), `${name}: project.json`);
  } catch (error) {
    if (error instanceof SyntaxError) return malformed(name, 'project.json', 'it is not JSON');
    if (!(error instanceof WorkbenchError) || error.code !== 'project/malformed') throw error;
    return malformed(name, 'project.json', error.message.replace(`${name}: project.json: `, '').replace(/\.$/u, ''));
  }
}

/** All of the journal is readable, or none of it comes in. Whoever else waits for this thread has turns in between. */
async function readThrough(archive: SessionArchive, signal: AbortSignal | undefined): Promise<void> {
  const inputs = readInputs(archive);
  const othersToo = takeTurns();
  while (!(await inputs.next()).done) {
    signal?.throwIfAborted();
    await othersToo();
  }
}

/** The wanted id, or a new one when a stored session has it; held for this tab. */
async function freeId({ db, journal, locks }: SessionRooms, wanted: string): Promise<string> {
  if (await locks.hold(wanted)) {
    if (!(await db.sessions.get(wanted))) {
      await journal.remove(wanted); // an import that got half-way
      return wanted;
    }
    locks.release(wanted);
  }
  const id = crypto.randomUUID();
  await locks.hold(id);
  return id;
}

function nameOf({ project }: SessionArchive, sha256: string): string {
  return project.files.find((file) => file.sha256 === sha256)?.path ?? sha256;
}
