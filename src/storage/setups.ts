/** Set-ups: stores with their cameras, before and between recordings. A store project's text, kept on this device. */
import type { Database } from '#storage/database.ts';
import type { Setup } from '#storage/setup.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface Setups {
  /** Newest first. */
  list(): Promise<readonly Setup[]>;
  /** Keeps it in place of the one with the same id. @throws WorkbenchError `storage/quota` */
  save(setup: Setup): Promise<void>;
  remove(id: string): Promise<void>;
}

export function setupsIn(db: Database): Setups {
  return {
    list: () => db.setups.orderBy('updatedAt').reverse().toArray(),
    save: async (setup) => {
      try {
        await db.setups.put(setup);
      } catch (error) {
        throw storageFailure(error, `The set-up “${setup.name}”`);
      }
    },
    remove: (id) => db.setups.delete(id),
  };
}
