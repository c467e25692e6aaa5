/** Footage that sessions show: copied into OPFS under its SHA-256, or left where it is and remembered by its handle. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Database, MediaRow } from '#storage/database.ts';
import { fingerprint, isSameFile } from '#storage/fingerprint.ts';
import { type MediaCopies, existing } from '#storage/media-copies.ts';
import { hashBlob } from '#storage/sha256.ts';
import type { ProjectFile } from '#storage/session.ts';
import { storageFailure } from '#storage/storage-failure.ts';

export interface MediaFiles {
  /**
   * Copies `blob` into OPFS. Once it resolves the copy is whole; the same content is kept once.
   *
   * @param onProgress - In `[0, 1]`.
   * @returns The SHA-256 it is kept under.
   * @throws WorkbenchError `storage/quota`; the signal's reason once it is aborted.
   */
  keepBlob(blob: Blob, name: string, onProgress?: (share: number) => void, signal?: AbortSignal): Promise<string>;
  /**
   * Takes over a file that already lies in OPFS, a finished recording: it is moved, not copied.
   *
   * @param onProgress - In `[0, 1]`.
   * @returns As it stands in a project's list of files, under `name`.
   * @throws WorkbenchError `storage/quota`; the signal's reason once it is aborted, the file being where it was then.
   */
  adopt(
    handle: FileSystemFileHandle,
    name: string,
    onProgress?: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<ProjectFile>;
  /**
   * Remembers where a file is without copying it; reads it once for its SHA-256.
   *
   * @param onProgress - In `[0, 1]`.
   */
  keepHandle(handle: FileSystemFileHandle, onProgress?: (share: number) => void, signal?: AbortSignal): Promise<string>;
  /** What is known of a file, without opening it. */
  find(sha256: string): Promise<MediaRow | null>;
  /**
   * Opens a file without asking anybody.
   *
   * @returns `null` when it is not kept, is gone, or is a handle whose permission has lapsed: see `reopenHandle`.
   * @throws WorkbenchError `storage/file-changed`
   */
  openMedia(sha256: string): Promise<File | null>;
  /**
   * Opens a file that was left where it is, asking for permission again; call it from a click.
   *
   * @throws WorkbenchError `storage/missing` when it is gone or may not be read, `storage/file-changed` when it is no
   * longer the file it was.
   */
  reopenHandle(sha256: string): Promise<File>;
  /**
   * Forgets files that no stored project names.
   *
   * @param candidates - Which to look at; all when left out, also half-made copies.
   */
  sweep(candidates?: readonly string[]): Promise<void>;
}

/** Chromium has them, the standard library's types do not yet. */
type AskingHandle = FileSystemFileHandle & {
  queryPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(descriptor: { mode: 'read' }): Promise<PermissionState>;
};

type HandleRow = Extract<MediaRow, { kind: 'handle' }>;

/** @param copies - `null` where there is no place for them: then nothing can be copied. */
export function mediaFiles(db: Database, copies: MediaCopies | null): MediaFiles {
  const find = async (sha256: string) => (await db.media.get(sha256)) ?? null;

  return {
    find,
    keepBlob: async (blob, name, onProgress = () => undefined, signal) => {
      const sha256 = await hashBlob(blob, (bytes) => onProgress(bytes / blob.size / 2), signal);
      if (!copies) throw withoutFiles(name);
      if ((await find(sha256))?.kind === 'opfs' && (await copies.open(sha256, blob.size))) return sha256;
      try {
        await copies.write(sha256, blob, (bytes) => onProgress(0.5 + bytes / blob.size / 2), signal);
        await db.media.put({ kind: 'opfs', sha256, name, size: blob.size });
      } catch (error) {
        throw storageFailure(error, `The file ${name}`);
      }
      return sha256;
    },
    adopt: async (handle, name, onProgress = () => undefined, signal) => {
      const file = await handle.getFile();
      const { size } = file;
      const sha256 = await hashBlob(file, (bytes) => onProgress(bytes / size), signal);
      if (!copies) throw withoutFiles(name);
      try {
        await copies.adopt(sha256, handle);
        await db.media.put({ kind: 'opfs', sha256, name, size });
      } catch (error) {
        throw storageFailure(error, `The file ${name}`);
      }
      return { path: name, size, sha256 };
    },
    keepHandle: async (handle, onProgress = () => undefined, signal) => {
      const file = await handle.getFile();
      const sha256 = await hashBlob(file, (bytes) => onProgress(bytes / file.size), signal);
      if ((await find(sha256))?.kind === 'opfs') return sha256;
      const { name, size } = file;
      await db.media.put({ kind: 'handle', sha256, name, size, handle, fingerprint: await fingerprint(file) });
      return sha256;
    },
    openMedia: async (sha256) => {
      const row = await find(sha256);
      if (row?.kind === 'handle') {
        const handle: AskingHandle = row.handle;
        const granted = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
        return granted === 'granted' ? openUnchanged(row) : null;
      }
      return row && copies ? copies.open(sha256, row.size) : null;
    },
    reopenHandle: async (sha256) => {
      const row = await find(sha256);
      if (row?.kind !== 'handle') throw missing(row?.name ?? sha256, 'nothing remembers where it is');
      const handle: AskingHandle = row.handle;
      const granted = (await handle.requestPermission?.({ mode: 'read' })) ?? 'granted';
      if (granted !== 'granted') throw missing(row.name, 'the browser was not allowed to read it');
      return (await openUnchanged(row)) ?? Promise.reject(missing(row.name, 'it was moved, renamed or deleted'));
    },
    sweep: async (candidates) => {
      const [projects, kept] = await Promise.all([db.projects.toArray(), db.media.toCollection().primaryKeys()]);
      const named = new Set(projects.flatMap((project) => project.files.map((file) => file.sha256)));
      for (const sha256 of candidates ?? [...kept, ...((await copies?.list()) ?? [])]) {
        if (named.has(sha256)) continue;
        await db.media.delete(sha256);
        await copies?.remove(sha256);
      }
    },
  };
}

/** @returns `null` when the file is gone. */
async function openUnchanged(row: HandleRow): Promise<File | null> {
  const file = await existing(Promise.resolve(row.handle));
  if (!file || isSameFile(row.fingerprint, await fingerprint(file))) return file;
  throw new WorkbenchError(
    'storage/file-changed',
    `${row.name} is no longer the file this session was made with: its content has changed since. Put the old file back, or drop it again.`,
    { details: { file: row.name, sha256: row.sha256 } },
  );
}

function missing(name: string, why: string): WorkbenchError {
  return new WorkbenchError(
    'storage/missing',
    `${name} cannot be shown: ${why}. The results are unharmed; drop the file again to see the footage.`,
    { details: { file: name } },
  );
}

function withoutFiles(name: string): WorkbenchError {
  return new WorkbenchError(
    'storage/quota',
    `The file ${name} could not be kept: this browser, or this private window, gives OpenAisle no place for files. The session can run, but its footage must be dropped again to be seen.`,
  );
}
