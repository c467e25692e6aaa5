/** The rows of one session, read and written together. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { completeSettings } from '#core/pipeline/settings.ts';
import type { Database, ProjectRow, ResultsRow } from '#storage/database.ts';
import { totalsOf } from '#storage/session-totals.ts';
import type { Session, SessionResults, StoredProject } from '#storage/session.ts';
import { hashBytes } from '#storage/sha256.ts';

export interface SessionRows {
  readonly session: Session;
  readonly project: StoredProject;
  /** `null` when none were stored or they were deleted: replay the inputs. */
  readonly results: SessionResults | null;
}

/** The same plan with the same files is the same project. */
export async function projectId({ text, files }: StoredProject): Promise<string> {
  return hashBytes(new TextEncoder().encode(JSON.stringify([text, files])));
}

/** One transaction: a session without its project is never seen. */
export async function addSession(
  db: Database,
  session: Session,
  project: StoredProject,
  results: SessionResults | null,
): Promise<void> {
  await db.transaction('rw', db.sessions, db.results, db.projects, db.totals, async () => {
    await db.sessions.add(session);
    await db.projects.put({ id: session.project.id, ...project });
    if (results) await putResults(db, session.id, results);
  });
}

/** Results and what they come to; inside a transaction over sessions, results, projects and totals. */
export async function putResults(db: Database, id: string, results: SessionResults): Promise<void> {
  const session = await db.sessions.get(id);
  const project = session && (await db.projects.get(session.project.id));
  if (!project) throw gone(id);
  await db.results.put({ session: id, ...results });
  await db.totals.put({ session: id, ...totalsOf(results, project.text) });
}

/** A project that was changed is another project: the session moves over to it. Nothing when there is no such session. */
export async function amendProject(
  db: Database,
  session: string,
  change: (project: StoredProject) => StoredProject,
): Promise<void> {
  const before = (await db.sessions.get(session))?.project.id;
  const row = before === undefined ? undefined : await db.projects.get(before);
  if (before === undefined || row === undefined) return;
  const project = change(withoutId(row));
  const after = await projectId(project);
  await db.transaction('rw', db.sessions, db.projects, async () => {
    await db.projects.put({ id: after, ...project });
    await db.sessions.update(session, { project: { id: after, name: project.name } });
    if ((await db.sessions.where('project.id').equals(before).count()) === 0) await db.projects.delete(before);
  });
}

/** @throws WorkbenchError `storage/missing` */
export async function readSession(db: Database, id: string): Promise<SessionRows> {
  return db.transaction('r', db.sessions, db.results, db.projects, async () => {
    const session = await db.sessions.get(id);
    const project = session && (await db.projects.get(session.project.id));
    if (!project) throw gone(id);
    const row = await db.results.get(id);
    const complete = { ...session, settings: completeSettings(session.settings) };
    return { session: complete, project: withoutId(project), results: row ? withoutSession(row) : null };
  });
}

/** As {@link readSession}, without what the session came to: of a long day that is much. */
export async function readStoredProject(db: Database, id: string): Promise<StoredProject> {
  return db.transaction('r', db.sessions, db.projects, async () => {
    const session = await db.sessions.get(id);
    const project = session && (await db.projects.get(session.project.id));
    if (!project) throw gone(id);
    return withoutId(project);
  });
}

export function gone(id: string): WorkbenchError {
  return new WorkbenchError(
    'storage/missing',
    `The session is no longer stored: it was deleted, perhaps in another tab.`,
    {
      details: { session: id },
    },
  );
}

export function inUse(id: string): WorkbenchError {
  return new WorkbenchError(
    'storage/in-use',
    'Another tab is running this session. Wait until it has ended, or go on in that tab.',
    { details: { session: id } },
  );
}

function withoutId({ name, text, files }: ProjectRow): StoredProject {
  return { name, text, files };
}

function withoutSession({ receipts, interactions, postings, visits }: ResultsRow): SessionResults {
  return { receipts, interactions, postings, visits };
}
