import type { Database } from '#storage/database.ts';
import type { Journal } from '#storage/journal.ts';
import type { MediaFiles } from '#storage/media-files.ts';
import type { SessionLocks } from '#storage/session-locks.ts';

/** What the operations on sessions share. */
export interface SessionRooms {
  readonly db: Database;
  readonly journal: Journal;
  readonly media: MediaFiles;
  readonly locks: SessionLocks;
}
