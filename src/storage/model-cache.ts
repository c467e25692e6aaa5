/**
 * Models that were dropped or downloaded, under their SHA-256. In a database of its own with the list beside the
 * bytes, so a worker can load a model without the tables, and the list is read without the bytes.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, openDB } from 'idb';
import { committed } from '#storage/committed.ts';
import type { ModelKind } from '#storage/model-offers.ts';
import { hashBytes } from '#storage/sha256.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface NewModel {
  /** As the file was called, or as the catalogue calls it. */
  readonly name: string;
  readonly kind: ModelKind;
  /** Its `id` in the catalogue; `null` when the catalogue does not know it. */
  readonly entry: string | null;
}

export interface CachedModel extends NewModel {
  readonly sha256: string;
  /** bytes */
  readonly size: number;
}

export interface ModelCache {
  /**
   * Keeps a model; the same bytes are kept once, under the newest name.
   *
   * @param pins - Hashes of files by their addresses that were nowhere published: from now on only these are accepted.
   * @throws WorkbenchError `storage/quota`
   */
  keepModel(model: NewModel, bytes: Uint8Array<ArrayBuffer>, pins?: ReadonlyMap<string, string>): Promise<CachedModel>;
  /** @returns `null` when it is not kept. */
  loadModel(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** By name. */
  listModels(): Promise<readonly CachedModel[]>;
  /** The hashes of its files stay. */
  removeModel(sha256: string): Promise<void>;
  /** @returns The hash that a file had when it was fetched from this address first; `null` when it never was. */
  pinOf(url: string): Promise<string | null>;
  close(): void;
}

interface ModelSchema extends DBSchema {
  models: { key: string; value: CachedModel };
  bytes: { key: string; value: Uint8Array<ArrayBuffer> };
  pins: { key: string; value: string };
}

/** @throws WorkbenchError `storage/newer-version` */
export async function openModelCache(name = 'openaisle-models'): Promise<ModelCache> {
  const db = await openModels(name);
  return {
    keepModel: async (about, bytes, pins = new Map()) => {
      const model = { ...about, sha256: await hashBytes(bytes), size: bytes.length };
      try {
        const tx = db.transaction(['models', 'bytes', 'pins'], 'readwrite', { durability: 'strict' });
        const kept = [
          tx.objectStore('models').put(model),
          tx.objectStore('bytes').put(bytes, model.sha256),
          ...[...pins].map(([url, sha256]) => tx.objectStore('pins').put(sha256, url)),
        ];
        await committed(tx.done, kept);
      } catch (error) {
        throw storageFailure(error, `The model ${about.name}`);
      }
      return model;
    },
    loadModel: async (sha256) => (await db.get('bytes', sha256)) ?? null,
    listModels: async () => (await db.getAll('models')).sort((a, b) => (a.name < b.name ? -1 : 1)),
    removeModel: async (sha256) => {
      const tx = db.transaction(['models', 'bytes'], 'readwrite');
      await committed(tx.done, [tx.objectStore('models').delete(sha256), tx.objectStore('bytes').delete(sha256)]);
    },
    pinOf: async (url) => (await db.get('pins', url)) ?? null,
    close: () => db.close(),
  };
}

async function openModels(name: string): Promise<IDBPDatabase<ModelSchema>> {
  try {
    return await openDB<ModelSchema>(name, 2, {
      upgrade: (db, before, _after, tx) => {
        if (before < 1) {
          db.createObjectStore('models', { keyPath: 'sha256' });
          db.createObjectStore('bytes');
        } else void upgradeV1(tx);
        db.createObjectStore('pins');
      },
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    });
  } catch (error) {
    throw storageFailure(error, 'The models');
  }
}

/** Version 1 kept detectors alone, and of each its name, hash and size. What fails here fails the opening. */
async function upgradeV1(tx: IDBPTransaction<ModelSchema, StoreNames<ModelSchema>[], 'versionchange'>): Promise<void> {
  const models = tx.objectStore('models');
  // The opening says it.
  tx.done.catch(() => undefined);
  try {
    for (const model of await models.getAll()) await models.put({ ...model, kind: 'detector', entry: null });
  } catch {
    // A request that failed has aborted already; an error of ours would let the half of it be kept.
    if (tx.error === null) tx.abort();
  }
}
