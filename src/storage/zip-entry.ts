/** One file of an archive: its bytes when asked for, and not before. */
import { crc32 } from '#storage/crc32.ts';
import type { DirectoryEntry } from '#storage/zip-directory.ts';
import { METHODS, SIGNATURES, SIZES } from '#storage/zip-records.ts';
import { Refusal, refused } from '#storage/zip-refusal.ts';

/** A file of an archive or a folder. */
export interface ZipEntry {
  readonly path: string;
  /** Bytes, uncompressed. */
  readonly size: number;
  blob(): Promise<Blob>;
  /** UTF-8. */
  text(): Promise<string>;
}

/** @param archiveName - For messages. */
export function openEntry(archive: Blob, entry: DirectoryEntry, archiveName: string): ZipEntry {
  const blob = async (): Promise<Blob> => {
    try {
      const packed = await slice(archive, entry);
      return entry.method === METHODS.stored ? packed : new Blob(await inflate(packed, entry));
    } catch (error) {
      throw refused(archiveName, error);
    }
  };
  return {
    path: entry.name,
    size: entry.size,
    blob,
    text: async () => (await blob()).text(),
  };
}

/** The entry's bytes as they lie in the archive. Nothing is copied, so a stored file's checksum is not looked at. */
async function slice(archive: Blob, entry: DirectoryEntry): Promise<Blob> {
  const header = new DataView(await archive.slice(entry.offset, entry.offset + SIZES.local).arrayBuffer());
  if (header.byteLength < SIZES.local || header.getUint32(0, true) !== SIGNATURES.local) {
    throw new Refusal(`"${entry.name}" is not where the directory says`);
  }
  const start = entry.offset + SIZES.local + header.getUint16(26, true) + header.getUint16(28, true);
  const end = start + entry.packed;
  if (end > archive.size) throw new Refusal(`"${entry.name}" reaches past the end of the archive`);
  return archive.slice(start, end);
}

/** Stops at the first byte beyond the declared size: the directory of a bomb lies. */
async function inflate(packed: Blob, entry: DirectoryEntry): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let crc = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new Refusal(`"${entry.name}" is damaged (${String(error)})`);
    });
    if (done) break;
    size += value.byteLength;
    if (size > entry.size) {
      await reader.cancel();
      throw new Refusal(`"${entry.name}" unpacks to more than it declares`);
    }
    crc = crc32(value, crc);
    pieces.push(value);
  }
  if (size < entry.size) throw new Refusal(`"${entry.name}" unpacks to less than it declares`);
  if (crc !== entry.crc) throw new Refusal(`"${entry.name}" is damaged: its checksum is wrong`);
  return pieces;
}
