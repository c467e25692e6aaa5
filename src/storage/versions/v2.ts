import type { Transaction } from 'dexie';
import { totalsOf } from '#storage/session-totals.ts';
import type { Session, SessionResults, StoredProject } from '#storage/session.ts';
import { v1 } from '#storage/versions/v1.ts';

/**
 * Poster frames, set-ups that have no recording yet, sessions a person deleted a moment ago, and beside each session
 * what it came to and how much room its journal takes, so that a list of hundreds needs neither results nor journals.
 */
export const v2 = {
  number: 2,
  stores: {
    ...v1.stores,
    posters: 'session',
    setups: 'id, updatedAt',
    trash: 'session',
    totals: 'session',
    sizes: 'session',
  },
  upgrade: async (tx: Transaction): Promise<void> => {
    for (const { id, project } of await tx.table<Session, string>('sessions').toArray()) {
      const results = await tx.table<SessionResults, string>('results').get(id);
      const stored = await tx.table<StoredProject, string>('projects').get(project.id);
      if (results && stored) await tx.table('totals').put({ session: id, ...totalsOf(results, stored.text) });
    }
  },
} as const;
