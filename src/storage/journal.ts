/**
 * The journal: everything that went into a session, in the order it went in. Append-only, in a database of its own;
 * works on the main thread and in a worker. One packed chunk a row, because one object per reading writes
 * fifteen times its own size (see ADR 0003).
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import { committed } from '#storage/committed.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface Journal {
  /**
   * Appends `inputs` as one chunk after all that was appended before.
   * Resolves once they are on the disk, or rejects and none of them is.
   *
   * @throws WorkbenchError `storage/quota`
   */
  append(session: string, inputs: readonly SceneInput[]): Promise<void>;
  /** Appends chunks as they stand, in one transaction: those of an archive. */
  appendChunks(session: string, chunks: readonly Uint8Array[]): Promise<void>;
  /**
   * The inputs of a session, chunk by chunk.
   *
   * @param tail - What to do when the newest chunk is damaged: `drop` for a run that was interrupted, whose last half
   * second may be lost; `refuse` for one that finished, which has all of it.
   * @throws WorkbenchError `archive/malformed` naming the chunk.
   */
  read(session: string, tail: 'drop' | 'refuse'): AsyncIterable<readonly SceneInput[]>;
  /** As {@link read}, with what each chunk is asked for again by. */
  numbered(
    session: string,
    tail: 'drop' | 'refuse',
  ): AsyncIterable<{ readonly sequence: number; readonly inputs: readonly SceneInput[] }>;
  /**
   * The inputs of one chunk.
   *
   * @throws WorkbenchError `storage/missing` when it was removed, `archive/malformed` when it is damaged.
   */
  chunk(session: string, sequence: number): Promise<readonly SceneInput[]>;
  /** The chunks of a session as stored; each has been read and is whole. */
  chunks(session: string, tail: 'drop' | 'refuse'): AsyncIterable<Uint8Array>;
  /** Removes the newest chunk when it is damaged, so that a run can go on behind the one before it. */
  mend(session: string): Promise<void>;
  /** How many chunks a session has. */
  count(session: string): Promise<number>;
  /** How many bytes the chunks of a session take; reads them all. */
  bytes(session: string): Promise<number>;
  /** The latest time in the newest readable chunk of a session; 0 when there is none. */
  lastTime(session: string): Promise<Micros>;
  /** Ids of all sessions that have a chunk. */
  sessions(): Promise<readonly string[]>;
  remove(session: string): Promise<void>;
  close(): void;
}

/** How chunks are packed: `journal-format.ts`. */
export interface JournalFormat {
  readonly packChunk: (inputs: readonly SceneInput[]) => Uint8Array;
  readonly unpackChunk: (chunk: Uint8Array, name: string) => readonly SceneInput[];
}

interface JournalSchema extends DBSchema {
  chunks: { key: [session: string, sequence: number]; value: Uint8Array };
}

/**
 * @param format - Asked for whenever something is packed or unpacked: whoever seldom does fetches it then.
 * @throws WorkbenchError `storage/newer-version`
 */
export async function openJournal(format: () => Promise<JournalFormat>, name = 'openaisle-journal'): Promise<Journal> {
  try {
    const db = await openDB<JournalSchema>(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('chunks'),
      // Another tab wants to upgrade or delete the database: stand aside.
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    });
    return journalOver(db, format);
  } catch (error) {
    throw storageFailure(error, 'The journal');
  }
}

function journalOver(db: IDBPDatabase<JournalSchema>, format: () => Promise<JournalFormat>): Journal {
  const appendChunks = async (session: string, chunks: readonly Uint8Array[]): Promise<void> => {
    try {
      const tx = db.transaction('chunks', 'readwrite', { durability: 'strict' });
      const newest = await tx.store.openKeyCursor(all(session), 'prev');
      const first = newest === null ? 1 : newest.key[1] + 1;
      const added = chunks.map((chunk, i) => tx.store.add(alone(chunk), [session, first + i]));
      await committed(tx.done, added);
    } catch (error) {
      throw storageFailure(error, 'The newest moments of the session');
    }
  };
  const sequences = async (session: string): Promise<readonly number[]> =>
    (await db.getAllKeys('chunks', all(session))).map(([, sequence]) => sequence);
  const whole = async function* (session: string, tail: 'drop' | 'refuse') {
    const keys = await sequences(session);
    for (const sequence of keys) {
      const chunk = await db.get('chunks', [session, sequence]);
      if (chunk === undefined) return; // removed meanwhile
      const inputs = unpackOrDrop(await format(), chunk, sequence, tail === 'drop' && sequence === keys.at(-1));
      if (inputs !== null) yield { sequence, chunk, inputs };
    }
  };

  return {
    append: async (session, inputs) => appendChunks(session, [(await format()).packChunk(inputs)]),
    appendChunks,
    async *read(session, tail) {
      for await (const { inputs } of whole(session, tail)) yield inputs;
    },
    numbered: whole,
    chunk: async (session, sequence) => {
      const chunk = await db.get('chunks', [session, sequence]);
      if (chunk === undefined) {
        throw new WorkbenchError('storage/missing', `Chunk ${sequence} of the journal of this session was removed.`);
      }
      return (await format()).unpackChunk(chunk, nameOf(sequence));
    },
    async *chunks(session, tail) {
      for await (const { chunk } of whole(session, tail)) yield chunk;
    },
    mend: async (session) => {
      const newest = (await sequences(session)).at(-1);
      if (newest === undefined) return;
      const chunk = await db.get('chunks', [session, newest]);
      if (chunk && unpackOrDrop(await format(), chunk, newest, true) === null)
        await db.delete('chunks', [session, newest]);
    },
    count: (session) => db.count('chunks', all(session)),
    bytes: async (session) => {
      let bytes = 0;
      let cursor = await db.transaction('chunks').store.openCursor(all(session));
      for (; cursor; cursor = await cursor.continue()) bytes += cursor.value.length;
      return bytes;
    },
    lastTime: async (session) => {
      // The newest chunk may be damaged and the one before it empty; further back nothing is in doubt.
      for (const sequence of (await sequences(session)).slice(-3).reverse()) {
        const chunk = await db.get('chunks', [session, sequence]);
        const inputs = chunk && unpackOrDrop(await format(), chunk, sequence, true);
        if (inputs && inputs.length > 0) return micros(inputs.reduce((latest, { time }) => Math.max(latest, time), 0));
      }
      return micros(0);
    },
    sessions: async () => {
      const ids: string[] = [];
      let cursor = await db.transaction('chunks').store.openKeyCursor();
      while (cursor) {
        const [id] = cursor.key;
        ids.push(id);
        cursor = await cursor.continue(endOf(id));
      }
      return ids;
    },
    remove: (session) => db.delete('chunks', all(session)),
    close: () => db.close(),
  };
}

function unpackOrDrop(
  { unpackChunk }: JournalFormat,
  chunk: Uint8Array,
  sequence: number,
  mayDrop: boolean,
): readonly SceneInput[] | null {
  try {
    return unpackChunk(chunk, nameOf(sequence));
  } catch (error) {
    if (mayDrop && error instanceof WorkbenchError && error.code === 'archive/malformed') return null;
    throw error;
  }
}

/** A view is stored with all of what it is a view of: of a chunk out of an archive that would be thousands of others. */
const alone = (chunk: Uint8Array): Uint8Array => (chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice());

const nameOf = (sequence: number): string => `Chunk ${sequence} of the journal`;

function all(session: string): IDBKeyRange {
  return IDBKeyRange.bound([session, 0], endOf(session));
}

/** A key behind all those of a session. */
function endOf(session: string): [string, number] {
  return [session, Number.MAX_SAFE_INTEGER];
}
