import type { Transaction } from 'dexie';
import type { StoredSettings } from '#core/pipeline/settings.ts';
import type { Session } from '#storage/session.ts';
import { settingsBeforeV3 } from '#storage/versions/settings-before-v3.ts';
import { v2 } from '#storage/versions/v2.ts';

/** A session keeps what it was run with, so that it folds the same when the defaults have changed. */
export const v3 = {
  number: 3,
  stores: v2.stores,
  upgrade: async (tx: Transaction): Promise<void> => {
    await tx
      .table<Session, string>('sessions')
      .toCollection()
      .modify((session: { settings?: StoredSettings }) => {
        session.settings = settingsBeforeV3;
      });
  },
} as const;
