/**
 * The directory of an archive, entry by entry.
 *
 * Source: PKWARE APPNOTE 6.3.10, §4.3.12, §4.5.3.
 */
import type { DirectoryPlace } from '#storage/zip-end.ts';
import { UNICODE_NAME_FIELD, nameFrom } from '#storage/zip-names.ts';
import { ELSEWHERE, ENCRYPTED, SIGNATURES, SIZES, UTF8, ZIP64_FIELD } from '#storage/zip-records.ts';
import { Refusal } from '#storage/zip-refusal.ts';

export interface DirectoryEntry {
  /** A folder's ends with a slash. */
  readonly name: string;
  /** Of the name as it is written. */
  readonly nameBytes: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes, as they lie in the archive and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Of the record before the file. */
  readonly offset: number;
}

/**
 * @returns As many as the end of the archive says, in the directory's order.
 * @throws Refusal when there are fewer or more.
 */
export async function readDirectory(archive: Blob, place: DirectoryPlace): Promise<readonly DirectoryEntry[]> {
  const bytes = await archive.slice(place.at, place.at + place.size).arrayBuffer();
  const entries: DirectoryEntry[] = [];
  let next = 0;
  while (entries.length < place.entries) {
    const { entry, length } = await readEntry(new DataView(bytes, next));
    entries.push(entry);
    next += length;
  }
  if (next !== place.size) throw new Refusal('it holds more than its end says');
  return entries;
}

export const isFolder = ({ name }: DirectoryEntry): boolean => name.endsWith('/');

async function readEntry(record: DataView): Promise<{ readonly entry: DirectoryEntry; readonly length: number }> {
  const whole = record.byteLength >= SIZES.directory && record.getUint32(0, true) === SIGNATURES.directory;
  if (!whole) throw new Refusal('its directory holds less than its end says');
  const [nameBytes, extra, comment] = [
    record.getUint16(28, true),
    record.getUint16(30, true),
    record.getUint16(32, true),
  ];
  const nameEnd = SIZES.directory + nameBytes;
  const length = nameEnd + extra + comment;
  if (length > record.byteLength) throw new Refusal('its directory ends in the middle of a file');

  const fields = fieldsOf(new DataView(record.buffer, record.byteOffset + nameEnd, extra));
  const name = new Uint8Array(record.buffer, record.byteOffset + SIZES.directory, nameBytes);
  const flags = record.getUint16(8, true);
  const entry = {
    name: await nameFrom(name, (flags & UTF8) !== 0, fields.get(UNICODE_NAME_FIELD)),
    nameBytes,
    method: record.getUint16(10, true),
    encrypted: (flags & ENCRYPTED) !== 0,
    crc: record.getUint32(16, true),
    ...placeOf(record, fields.get(ZIP64_FIELD)),
  };
  return { entry, length };
}

/** What does not fit into 32 bits stands in the field, in this order. */
function placeOf(record: DataView, field?: DataView): Pick<DirectoryEntry, 'size' | 'packed' | 'offset'> {
  let at = 0;
  const read = (place: number): number => {
    const plain = record.getUint32(place, true);
    if (plain !== ELSEWHERE.u32) return plain;
    if (field === undefined || at + 8 > field.byteLength)
      throw new Refusal('a size is said to stand elsewhere and does not');
    at += 8;
    return Number(field.getBigUint64(at - 8, true));
  };
  return { size: read(24), packed: read(20), offset: read(42) };
}

/** By their numbers. Less than a header at the end is padding. */
function fieldsOf(extra: DataView): ReadonlyMap<number, DataView> {
  const fields = new Map<number, DataView>();
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const [id, size] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)];
    at += 4;
    if (at + size > extra.byteLength) throw new Refusal('a field of its directory is longer than its place');
    if (fields.has(id) && (id === ZIP64_FIELD || id === UNICODE_NAME_FIELD)) {
      throw new Refusal('its directory says the same thing twice');
    }
    fields.set(id, new DataView(extra.buffer, extra.byteOffset + at, size));
    at += size;
  }
  return fields;
}
