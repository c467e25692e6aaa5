/** Writes zip archives: equal contents make equal bytes. */
import { crc32 } from '#storage/crc32.ts';
import { type WrittenEntry, directoryRecord, endRecords, localRecord } from '#storage/zip-records.ts';

export interface ZipInput {
  readonly path: string;
  readonly data: Blob | Uint8Array | string;
  /** Default: all but media, which do not get smaller and are read in place when they are only stored. */
  readonly compress?: boolean;
}

const MEDIA = /\.(?:webm|mkv|mp4|m4v|mov|avi|png|jpe?g|webp|avif|gif|onnx|zip|gz)$/iu;

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
  const writer = target.getWriter();
  const written: WrittenEntry[] = [];
  let [at, before] = [0, 0];
  const write = async (bytes: Uint8Array): Promise<void> => {
    signal?.throwIfAborted();
    await writer.ready;
    await writer.write(bytes);
    at += bytes.length;
  };
  try {
    for await (const { path, data, compress = !MEDIA.test(path) } of entries) {
      const blob = data instanceof Blob ? data : new Blob([data as BlobPart]);
      const name = new TextEncoder().encode(path);
      const { packed, crc } = compress ? await deflated(blob) : { packed: blob, crc: await checksum(blob) };
      const entry = { name, deflated: compress, crc, packed: packed.size, size: blob.size, offset: at };
      written.push(entry);
      await write(localRecord(entry));
      const start = at;
      for await (const bytes of bytesOf(packed)) {
        await write(bytes);
        onProgress(before + Math.min(at - start, blob.size));
      }
      onProgress((before += blob.size));
    }
    const directory = at;
    for (const entry of written) await write(directoryRecord(entry));
    await write(endRecords(directory, at - directory, written.length));
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined); // it may have failed by itself
    signal?.throwIfAborted();
    throw error;
  }
}

/** Packed before it is written, so that the record before it is whole and nothing needs to follow. */
async function deflated(blob: Blob): Promise<{ readonly packed: Blob; readonly crc: number }> {
  const [packed, crc] = await Promise.all([
    new Response(blob.stream().pipeThrough(new CompressionStream('deflate-raw'))).blob(),
    checksum(blob),
  ]);
  return { packed, crc };
}

async function checksum(blob: Blob): Promise<number> {
  let crc = 0;
  for await (const bytes of bytesOf(blob)) crc = crc32(bytes, crc);
  return crc;
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
