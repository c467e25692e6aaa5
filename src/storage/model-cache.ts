/**
 * Detectors that were dropped or downloaded, under their SHA-256. In a database of its own with the list beside the
 * bytes, so a worker can load a model without the tables, and the list is read without the bytes.
 */
import { type DBSchema, openDB } from 'idb';
import { committed } from '#storage/committed.ts';
import { hashBytes } from '#storage/sha256.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface CachedModel {
  readonly sha256: string;
  /** As the file was called. */
  readonly name: string;
  /** bytes */
  readonly size: number;
}

export interface ModelCache {
  /**
   * Keeps a model; the same bytes are kept once, under the newest name.
   *
   * @throws WorkbenchError `storage/quota`
   */
  keepModel(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<CachedModel>;
  /** @returns `null` when it is not kept. */
  loadModel(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** By name. */
  listModels(): Promise<readonly CachedModel[]>;
  removeModel(sha256: string): Promise<void>;
  close(): void;
}

interface ModelSchema extends DBSchema {
  models: { key: string; value: CachedModel };
  bytes: { key: string; value: Uint8Array<ArrayBuffer> };
}

/** @throws WorkbenchError `storage/newer-version` */
export async function openModelCache(name = 'openaisle-models'): Promise<ModelCache> {
  const db = await openDB<ModelSchema>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('models', { keyPath: 'sha256' });
      fresh.createObjectStore('bytes');
    },
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  }).catch((error: unknown) => {
    throw storageFailure(error, 'The models');
  });

  return {
    keepModel: async (fileName, bytes) => {
      const model = { sha256: await hashBytes(bytes), name: fileName, size: bytes.length };
      try {
        const tx = db.transaction(['models', 'bytes'], 'readwrite', { durability: 'strict' });
        const kept = [tx.objectStore('models').put(model), tx.objectStore('bytes').put(bytes, model.sha256)];
        await committed(tx.done, kept);
      } catch (error) {
        throw storageFailure(error, `The model ${fileName}`);
      }
      return model;
    },
    loadModel: async (sha256) => (await db.get('bytes', sha256)) ?? null,
    listModels: async () => (await db.getAll('models')).sort((a, b) => (a.name < b.name ? -1 : 1)),
    removeModel: async (sha256) => {
      const tx = db.transaction(['models', 'bytes'], 'readwrite');
      await committed(tx.done, [tx.objectStore('models').delete(sha256), tx.objectStore('bytes').delete(sha256)]);
    },
    close: () => db.close(),
  };
}
