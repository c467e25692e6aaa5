/** What takes the room: for a person who must decide what to delete. */
import type { ModelCache } from '#storage/model-cache.ts';
import { type AskedStorage, type Persistence, readPersistence } from '#storage/persistence.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';

/** Bytes of one session that would be free again without it. */
export interface SessionUse {
  readonly id: string;
  readonly journal: number;
  /** Copied footage that no other session has; what was left where it lies takes none. */
  readonly files: number;
  /** Results and poster, about. */
  readonly results: number;
}

export interface StorageUse extends Persistence {
  /** Also those in the trash. */
  readonly sessions: readonly SessionUse[];
  /** Footage that several sessions share, each file counted once, bytes. */
  readonly shared: number;
  /** bytes */
  readonly models: number;
  /** What the browser counts beside all this: its own bookkeeping, what was deleted a moment ago; bytes. */
  readonly other: number;
}

/** @param storage - `navigator.storage`. */
export async function measureStorage(
  rooms: SessionRooms,
  models: ModelCache,
  storage: AskedStorage | undefined,
): Promise<StorageUse> {
  const { db } = rooms;
  const [sessions, projects, media] = await Promise.all([
    db.sessions.toArray(),
    db.projects.toArray(),
    db.media.toArray(),
  ]);
  const copied = new Map(media.flatMap((row) => (row.kind === 'opfs' ? [[row.sha256, row.size] as const] : [])));
  const filesOf = new Map(projects.map(({ id, files }) => [id, [...new Set(files.map(({ sha256 }) => sha256))]]));
  const owners = new Map<string, number>();
  for (const { project } of sessions) {
    for (const sha256 of filesOf.get(project.id) ?? []) owners.set(sha256, (owners.get(sha256) ?? 0) + 1);
  }
  const uses: SessionUse[] = [];
  for (const { id, project } of sessions) {
    const own = (filesOf.get(project.id) ?? []).filter((sha256) => owners.get(sha256) === 1);
    uses.push({
      id,
      journal: await journalBytes(rooms, id),
      files: sum(own.map((sha256) => copied.get(sha256) ?? 0)),
      results: await resultBytes(rooms, id),
    });
  }
  const shared = sum([...owners].map(([sha256, count]) => (count > 1 ? (copied.get(sha256) ?? 0) : 0)));
  const modelBytes = sum((await models.listModels()).map(({ size }) => size));
  const known = sum(uses.map(({ journal, files, results }) => journal + files + results)) + shared + modelBytes;
  const persistence = await readPersistence(storage);
  const other = Math.max(0, (persistence.usage ?? 0) - known);
  return { ...persistence, sessions: uses, shared, models: modelBytes, other };
}

/** Counted again only when the journal has grown: a day of one is hundreds of megabytes to read. */
async function journalBytes({ db, journal }: SessionRooms, id: string): Promise<number> {
  const [known, chunks] = await Promise.all([db.sizes.get(id), journal.count(id)]);
  if (known?.chunks === chunks) return known.bytes;
  const bytes = await journal.bytes(id);
  await db.sizes.put({ session: id, chunks, bytes });
  return bytes;
}

async function resultBytes({ db }: SessionRooms, id: string): Promise<number> {
  const [results, poster] = await Promise.all([db.results.get(id), db.posters.get(id)]);
  return (results ? JSON.stringify(results).length : 0) + (poster?.image.size ?? 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
