/**
 * Where the pictures of a live run are written while it goes on: one folder a session in OPFS. At its end they become
 * media like any other, see `recordings.ts`; what a killed tab left behind is found here.
 */

const FOLDER = 'openaisle-recordings';
const RESERVE = 'openaisle-reserve';
/** Freed when the disk is full: the journal of a day of four cameras. */
const RESERVE_BYTES = 8 << 20;
const EXTENSION = '.mkv';

/** What a worker, and only a worker, may write into while it is open; the page's half of the standard library leaves it out. */
interface SyncFile {
  write(data: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  getSize(): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type SyncHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncFile> };

/** Makes one file. In a worker only; whoever opens it closes it. */
export async function openClipFile(session: string, name: string): Promise<SyncFile> {
  const folder = await openRecordingFolder(session);
  const handle = (await folder.getFileHandle(`${name}${EXTENSION}`, { create: true })) as SyncHandle;
  return handle.createSyncAccessHandle();
}

/** @returns The folder of one session, made if there is none. */
async function openRecordingFolder(session: string): Promise<FileSystemDirectoryHandle> {
  const all = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  return all.getDirectoryHandle(session, { create: true });
}

/** Files of a session by their names without extension. */
export async function recordedFiles(session: string): Promise<ReadonlyMap<string, FileSystemFileHandle>> {
  const files = new Map<string, FileSystemFileHandle>();
  const folder = await openRecordingFolder(session);
  for (const name of await namesIn(folder)) {
    files.set(name.slice(0, -EXTENSION.length), await folder.getFileHandle(name));
  }
  return files;
}

/** Sessions whose pictures have not become media yet; none where there is no OPFS. */
export async function recordedSessions(): Promise<readonly string[]> {
  try {
    const root = await navigator.storage.getDirectory();
    return await namesIn(await root.getDirectoryHandle(FOLDER));
  } catch {
    return [];
  }
}

export async function removeRecording(session: string): Promise<void> {
  const all = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  await all.removeEntry(session, { recursive: true }).catch(() => undefined);
}

/** Takes room that the journal gets when there is none left. In a worker only. @throws A `QuotaExceededError` */
export async function writeReserve(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const handle = (await root.getFileHandle(RESERVE, { create: true })) as SyncHandle;
  const file = await handle.createSyncAccessHandle();
  try {
    if (file.getSize() < RESERVE_BYTES) file.write(new Uint8Array(RESERVE_BYTES), { at: 0 });
  } finally {
    file.close();
  }
}

export async function removeReserve(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(RESERVE).catch(() => undefined);
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  // The worker's half of the standard library has no async iteration yet.
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  return names;
}
