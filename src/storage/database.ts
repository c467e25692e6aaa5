import Dexie, { type Table } from 'dexie';
import type { Session, SessionResults, StoredProject } from '#storage/session.ts';
import type { SessionTotals } from '#storage/session-totals.ts';
import { newerVersion } from '#storage/storage-failure.ts';
import type { Setup } from '#storage/setup.ts';
import { v1 } from '#storage/versions/v1.ts';
import { v2 } from '#storage/versions/v2.ts';
import { v3 } from '#storage/versions/v3.ts';

/** The newest shape of each row. */
export type ResultsRow = SessionResults & { readonly session: string };
export type ProjectRow = StoredProject & { readonly id: string };

/** A picture of a session, its cameras' masks painted over. */
export interface PosterRow {
  readonly session: string;
  readonly image: Blob;
}

/** A session that was deleted and can still be had back. */
export interface TrashRow {
  readonly session: string;
  /** ms since 1970 */
  readonly deletedAt: number;
}

export type TotalsRow = SessionTotals & { readonly session: string };

/** How much room a session's journal took when it had `chunks` chunks. */
export interface SizeRow {
  readonly session: string;
  readonly chunks: number;
  readonly bytes: number;
}

/** A file kept under its SHA-256: copied into OPFS, or remembered by its handle. */
export type MediaRow = { readonly sha256: string; readonly name: string; readonly size: number } & (
  | { readonly kind: 'opfs' }
  | { readonly kind: 'handle'; readonly handle: FileSystemFileHandle; readonly fingerprint: Fingerprint }
);

/** Tells cheaply whether a file is still the one it was. */
export interface Fingerprint {
  readonly size: number;
  /** ms since 1970 */
  readonly lastModified: number;
  /** SHA-256 of the first and the last MiB, one after the other. */
  readonly ends: string;
}

/** Oldest first. A released version is never edited: a change is a new file here. */
const versions = [v1, v2, v3];

export class Database extends Dexie {
  declare readonly sessions: Table<Session, string>;
  declare readonly results: Table<ResultsRow, string>;
  declare readonly projects: Table<ProjectRow, string>;
  declare readonly media: Table<MediaRow, string>;
  declare readonly posters: Table<PosterRow, string>;
  declare readonly setups: Table<Setup, string>;
  declare readonly trash: Table<TrashRow, string>;
  declare readonly totals: Table<TotalsRow, string>;
  declare readonly sizes: Table<SizeRow, string>;

  /** Opens with the first use, which fails with `storage/newer-version` when a newer release has written here. */
  constructor(name = 'openaisle') {
    super(name, { chromeTransactionDurability: 'strict' });
    for (const version of versions) {
      const added = this.version(version.number).stores(version.stores);
      if ('upgrade' in version) added.upgrade(version.upgrade);
    }
    // Dexie opens a newer database as if nothing were; it multiplies its version numbers by ten.
    this.on('ready', (db) => {
      if (Math.floor(db.backendDB().version / 10) > versions.at(-1)!.number) throw newerVersion();
    });
  }
}
