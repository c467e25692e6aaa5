/** One file of an archive: its bytes when asked for, and not before. */
import { BlobWriter, type FileEntry } from '@zip.js/zip.js/index-native.js';
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
      return entry.compressionMethod === STORED ? await slice(archive, entry) : await inflate(entry);
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

/** A stored file is a piece of the archive: nothing is copied, so its checksum is not looked at either. */
async function slice(archive: Blob, entry: FileEntry): Promise<Blob> {
  const header = new DataView(await archive.slice(entry.offset, entry.offset + LOCAL_HEADER_SIZE).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_SIZE || header.getUint32(0, true) !== LOCAL_HEADER_SIGNATURE) {
    throw new Refusal(`"${entry.filename}" is not where the directory says`);
  }
  const start = entry.offset + LOCAL_HEADER_SIZE + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.uncompressedSize > archive.size) {
    throw new Refusal(`"${entry.filename}" reaches past the end of the archive`);
  }
  return archive.slice(start, start + entry.uncompressedSize);
}

/** The library stops at the first byte beyond the declared size, which is where a bomb lies, and checks the checksum. */
async function inflate(entry: FileEntry): Promise<Blob> {
  try {
    return await entry.getData(new BlobWriter(), { useWebWorkers: false, checkCrc32: true });
  } catch (error) {
    throw new Refusal(`"${entry.filename}" is not what the directory says (${String(error)})`);
  }
}
