import { streamArchive } from '#storage/archive.ts';
import type { OnProgress } from '#storage/progress.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';
import { readSession } from '#storage/session-rows.ts';
import type { ProjectFile } from '#storage/session.ts';

/** About how many bytes of journal go into one entry. */
const ENTRY_BYTES = 8 << 20;

export interface ExportOptions {
  /** Put the session's files in as well, as far as they can be read without asking. */
  readonly clips: boolean;
}

/** See `SessionStore.exportSession`. */
export async function exportSession(
  { db, journal, media }: SessionRooms,
  id: string,
  { clips }: ExportOptions,
  target: WritableStream<Uint8Array>,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const rows = await readSession(db, id);
  const chunks = journal.chunks(id, rows.session.state === 'finished' ? 'refuse' : 'drop');
  const parts = {
    ...rows,
    journal: await gather(chunks, signal),
    clips: clips ? await open(rows.project.files) : new Map<string, Blob>(),
  };
  await streamArchive(parts, target, onProgress, signal);

  async function open(files: readonly ProjectFile[]): Promise<ReadonlyMap<string, Blob>> {
    const found = new Map<string, Blob>();
    for (const { sha256 } of files) {
      const file = await media.openMedia(sha256);
      if (file) found.set(sha256, file);
    }
    return found;
  }
}

/** A day has too many chunks for one entry each, and its bytes are too many to hold: blobs go to the disk. */
async function gather(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<readonly Blob[]> {
  const blobs: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const seal = () => {
    if (waiting.length > 0) blobs.push(new Blob(waiting));
    waiting = [];
    bytes = 0;
  };
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    waiting.push(chunk as Uint8Array<ArrayBuffer>);
    if ((bytes += chunk.length) >= ENTRY_BYTES) seal();
  }
  seal();
  return blobs;
}
