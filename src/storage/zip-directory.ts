/**
 * What the end of a zip says about its directory, read before anything is built from it.
 *
 * Source: PKWARE APPNOTE 6.3.10, §4.3.14 to §4.3.16.
 */
import { BlobReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { Refusal } from '#storage/zip-refusal.ts';

const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const END_SIGNATURE = 0x06054b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_SIGNATURE = 0x06064b50;

/** @returns The greatest number of entries any end record claims; 0 when there is none. It may be a lie. */
export async function claimedEntries(archive: Blob): Promise<number> {
  const start = Math.max(0, archive.size - END_SIZE - LONGEST_COMMENT);
  const tail = new DataView(await archive.slice(start).arrayBuffer());
  let most = 0;
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    most = Math.max(most, tail.getUint16(at + 8, true), tail.getUint16(at + 10, true));
    if (at >= 20 && tail.getUint32(at - 20, true) === ZIP64_LOCATOR_SIGNATURE) {
      most = Math.max(most, await zip64Entries(archive, Number(tail.getBigUint64(at - 12, true))));
    }
  }
  return most;
}

async function zip64Entries(archive: Blob, offset: number): Promise<number> {
  if (!Number.isSafeInteger(offset) || offset + 40 > archive.size) return 0;
  const record = new DataView(await archive.slice(offset, offset + 40).arrayBuffer());
  if (record.getUint32(0, true) !== ZIP64_END_SIGNATURE) return 0;
  return Math.max(Number(record.getBigUint64(24, true)), Number(record.getBigUint64(32, true)));
}

/** A reader that fetches no piece larger than `most` bytes at once: the directory is the only large piece. */
export class BoundedReader extends BlobReader {
  readonly #most: number;

  constructor(archive: Blob, most: number) {
    super(archive);
    this.#most = most;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > this.#most) throw new Refusal(`its directory is larger than ${this.#most} bytes`);
    return super.readUint8Array(index, length);
  }
}
