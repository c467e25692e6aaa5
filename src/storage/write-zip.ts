/** Writes zip archives: equal contents make equal bytes. */
import { BlobReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { crc32 } from '#storage/crc32.ts';

export interface ZipInput {
  readonly path: string;
  readonly data: Blob | Uint8Array | string;
  /** Default: all but media, which do not get smaller and are read in place when they are only stored. */
  readonly compress?: boolean;
}

const MEDIA = /\.(?:webm|mkv|mp4|m4v|mov|avi|png|jpe?g|webp|avif|gif|onnx|zip|gz)$/iu;

/** 1980-01-01 00:00:00, the first moment a zip can write: equal contents make equal bytes. */
const FIRST_DOS_DATE = 0x00210000;

/** @param entries - Written in the given order. Give them sorted, and equal contents make equal archives. */
export async function writeZip(entries: Iterable<ZipInput> | AsyncIterable<ZipInput>): Promise<Blob> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const blob = new Response(readable, { headers: { 'content-type': 'application/zip' } }).blob();
  const [archive] = await Promise.all([blob, streamZip(entries, writable)]);
  return archive;
}

/**
 * Writes an archive into `target` and closes it; aborts it when the archive cannot be finished. What is stored goes
 * straight through: a clip of gigabytes is never in memory.
 *
 * @param onProgress - Told how many bytes have been read, of the entries' own.
 * @throws The signal's reason once it is aborted.
 */
export async function streamZip(
  entries: Iterable<ZipInput> | AsyncIterable<ZipInput>,
  target: WritableStream<Uint8Array>,
  onProgress: (bytes: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  const writer = new ZipWriter(target, { useWebWorkers: false, keepOrder: true, ...(signal ? { signal } : {}) });
  let before = 0;
  try {
    for await (const { path, data, compress = !MEDIA.test(path) } of entries) {
      signal?.throwIfAborted();
      const blob = data instanceof Blob ? data : new Blob([data as BlobPart]);
      await writer.add(path, new BlobReader(blob), {
        ...(compress ? {} : await stored(blob)),
        rawLastModDate: FIRST_DOS_DATE,
        extendedTimestamp: false,
        dataDescriptor: false,
        onprogress: (bytes) => onProgress(before + Math.min(bytes, blob.size)),
      });
      onProgress((before += blob.size));
    }
    await writer.close();
  } catch (error) {
    await target.abort(error).catch(() => undefined); // it may have failed by itself
    signal?.throwIfAborted();
    throw error;
  }
}

/** With size and checksum known beforehand the header is whole, and nothing needs to be held back for it. */
async function stored(blob: Blob): Promise<object> {
  let crc = 0;
  for await (const bytes of bytesOf(blob)) crc = crc32(bytes, crc);
  return { level: 0, compressionMethod: 0, passThrough: true, uncompressedSize: blob.size, crc32: crc };
}

/** Blob streams cannot be iterated everywhere yet. */
async function* bytesOf(blob: Blob): AsyncGenerator<Uint8Array, void> {
  const reader = blob.stream().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
