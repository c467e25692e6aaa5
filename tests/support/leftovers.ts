import type { Page } from '@playwright/test';

/** Everything that lies in the page's storage, whoever put it there. */
export interface Stored {
  /** Rows by table, of the tables that have any. */
  readonly rows: Readonly<Record<string, number>>;
  /** Chunks of the journal. */
  readonly chunks: number;
  /** Files in OPFS, in all its folders. */
  readonly files: readonly string[];
}

export async function storedIn(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const count = async (name: string) => {
      const db = await open(name);
      const tables = await Promise.all(
        [...db.objectStoreNames].map(
          (table) =>
            new Promise<[string, number]>((resolve) => {
              const request = db.transaction(table).objectStore(table).count();
              request.onsuccess = () => resolve([table, request.result]);
            }),
        ),
      );
      db.close();
      return Object.fromEntries(tables.filter(([, rows]) => rows > 0));
    };
    const files = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
      const names: string[] = [];
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') names.push(...(await files(entry as FileSystemDirectoryHandle)));
        else names.push(entry.name);
      }
      return names.toSorted();
    };
    return {
      rows: await count('openaisle'),
      chunks: (await count('openaisle-journal'))['chunks'] ?? 0,
      files: await files(await navigator.storage.getDirectory()),
    };
  });
}
