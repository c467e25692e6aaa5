/** One file of an archive: its bytes when asked for, and not before. */
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { crc32 } from '#storage/crc32.ts';
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

const STORED = 0;
const LOCAL_HEADER_SIZE = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;

/** @param archiveName - For messages. */
export function openEntry(archive: Blob, entry: FileEntry, archiveName: string): ZipEntry {
  const blob = async (): Promise<Blob> => {
    try {
      const packed = await slice(archive, entry);
      return entry.compressionMethod === STORED ? packed : new Blob(await inflate(packed, entry));
    } catch (error) {
      throw refused(archiveName, error);
    }
  };
  return {
    path: entry.filename,
    size: entry.uncompressedSize,
    blob,
    text: async () => (await blob()).text(),
  };
}

/** The entry's bytes as they lie in the archive. Nothing is copied, so a stored file's checksum is not looked at. */
async function slice(archive: Blob, entry: FileEntry): Promise<Blob> {
  const header = new DataView(await archive.slice(entry.offset, entry.offset + LOCAL_HEADER_SIZE).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_SIZE || header.getUint32(0, true) !== LOCAL_HEADER_SIGNATURE) {
    throw new Refusal(`"${entry.filename}" is not where the directory says`);
  }
  const start = entry.offset + LOCAL_HEADER_SIZE + header.getUint16(26, true) + header.getUint16(28, true);
  const end = start + entry.compressedSize;
  if (end > archive.size) throw new Refusal(`"${entry.filename}" reaches past the end of the archive`);
  return archive.slice(start, end);
}

/** Stops at the first byte beyond the declared size: the directory of a bomb lies. */
async function inflate(packed: Blob, entry: FileEntry): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let crc = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new Refusal(`"${entry.filename}" is damaged (${String(error)})`);
    });
    if (done) break;
    size += value.byteLength;
    if (size > entry.uncompressedSize) {
      await reader.cancel();
      throw new Refusal(`"${entry.filename}" unpacks to more than it declares`);
    }
    crc = crc32(value, crc);
    pieces.push(value);
  }
  if (size < entry.uncompressedSize) throw new Refusal(`"${entry.filename}" unpacks to less than it declares`);
  if (crc !== entry.crc32) throw new Refusal(`"${entry.filename}" is damaged: its checksum is wrong`);
  return pieces;
}
