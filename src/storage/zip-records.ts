/**
 * The records an archive is made of, as they are written: one before each file, one a file in the directory, and the end.
 * Old sessions know an archive of readings by its hash, so no byte of what fits into plain records may ever change.
 *
 * Source: PKWARE APPNOTE 6.3.10, §4.3.7, §4.3.12, §4.3.14 to §4.3.16, §4.5.3.
 */
import { ByteWriter } from '#storage/byte-writer.ts';

export const SIGNATURES = {
  local: 0x04034b50,
  directory: 0x02014b50,
  end: 0x06054b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
} as const;

/** Bytes of each record without the name, the fields and the comment that may follow it. */
export const SIZES = { local: 30, directory: 46, end: 22, zip64End: 56, zip64Locator: 20 } as const;

export const METHODS = { stored: 0, deflated: 8 } as const;

/** Says of a file that its name is UTF-8; without it names are what they were in 1989. */
export const UTF8 = 0x0800;
export const ENCRYPTED = 0x0001;

/** Of the field that holds what does not fit into 32 bits. */
export const ZIP64_FIELD = 0x0001;

/** In place of a number that stands in a zip64 record instead. */
export const ELSEWHERE = { u16: 0xffff, u32: 0xffffffff } as const;

/** 1980-01-01 00:00:00, the first moment a zip can write: equal contents make equal bytes. */
const FIRST_DOS_DATE = 0x00210000;
const VERSIONS = { stored: 10, deflated: 20, zip64: 45 } as const;
/** Made on Unix, an ordinary file that its owner may write and everybody read. */
const MADE_ON_UNIX = 3 << 8;
const ORDINARY_FILE = 0o100644 * 0x10000;

export interface WrittenEntry {
  /** UTF-8 */
  readonly name: Uint8Array;
  readonly deflated: boolean;
  readonly crc: number;
  /** Bytes, as they lie in the archive and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Of the record before the file. */
  readonly offset: number;
}

export function localRecord(entry: WrittenEntry): Uint8Array<ArrayBuffer> {
  const bytes = new ByteWriter(128);
  const wide = wideSizes(entry);
  bytes.u32(SIGNATURES.local);
  writeCommon(bytes, entry, wide);
  bytes.raw(entry.name);
  writeZip64Field(bytes, wide);
  return bytes.bytes();
}

export function directoryRecord(entry: WrittenEntry): Uint8Array<ArrayBuffer> {
  const bytes = new ByteWriter(128);
  const wide = [...wideSizes(entry), ...[entry.offset].filter(tooLong)];
  bytes.u32(SIGNATURES.directory);
  bytes.u16(MADE_ON_UNIX);
  writeCommon(bytes, entry, wide);
  bytes.u16(0); // comment
  bytes.u16(0); // disk
  bytes.u16(0); // what is in the file
  bytes.u32(ORDINARY_FILE);
  bytes.u32(Math.min(entry.offset, ELSEWHERE.u32));
  bytes.raw(entry.name);
  writeZip64Field(bytes, wide);
  return bytes.bytes();
}

/** @param at - Where the directory begins, and how many bytes and entries it has. */
export function endRecords(at: number, size: number, entries: number): Uint8Array<ArrayBuffer> {
  const bytes = new ByteWriter(128);
  const long = tooLong(at) || tooLong(size) || entries >= ELSEWHERE.u16;
  if (long) {
    bytes.u32(SIGNATURES.zip64End);
    writeU64(bytes, SIZES.zip64End - 12);
    bytes.u16(VERSIONS.zip64);
    bytes.u16(VERSIONS.zip64);
    bytes.u32(0); // this disk
    bytes.u32(0); // the directory's
    for (const each of [entries, entries, size, at]) writeU64(bytes, each);
    bytes.u32(SIGNATURES.zip64Locator);
    bytes.u32(0);
    writeU64(bytes, at + size);
    bytes.u32(1); // disks
  }
  bytes.u32(SIGNATURES.end);
  bytes.u16(0);
  bytes.u16(0);
  bytes.u16(long ? ELSEWHERE.u16 : entries);
  bytes.u16(long ? ELSEWHERE.u16 : entries);
  bytes.u32(long ? ELSEWHERE.u32 : size);
  bytes.u32(long ? ELSEWHERE.u32 : at);
  bytes.u16(0); // comment
  return bytes.bytes();
}

/** What both records of a file say. */
function writeCommon(bytes: ByteWriter, entry: WrittenEntry, wide: readonly number[]): void {
  const { name, deflated, crc, packed, size } = entry;
  const long = wideSizes(entry).length > 0;
  bytes.u16(wide.length > 0 ? VERSIONS.zip64 : deflated ? VERSIONS.deflated : VERSIONS.stored);
  bytes.u16(name.some((byte) => byte > 0x7f) ? UTF8 : 0);
  bytes.u16(deflated ? METHODS.deflated : METHODS.stored);
  bytes.u32(FIRST_DOS_DATE);
  bytes.u32(crc);
  bytes.u32(long ? ELSEWHERE.u32 : packed);
  bytes.u32(long ? ELSEWHERE.u32 : size);
  bytes.u16(name.length);
  bytes.u16(wide.length > 0 ? 4 + 8 * wide.length : 0);
}

function writeZip64Field(bytes: ByteWriter, wide: readonly number[]): void {
  if (wide.length === 0) return;
  bytes.u16(ZIP64_FIELD);
  bytes.u16(8 * wide.length);
  for (const each of wide) writeU64(bytes, each);
}

function writeU64(bytes: ByteWriter, value: number): void {
  bytes.u32(value % 2 ** 32);
  bytes.u32(Math.floor(value / 2 ** 32));
}

/** Both stand in the zip64 field when one of them must. */
const wideSizes = ({ size, packed }: WrittenEntry): readonly number[] =>
  tooLong(size) || tooLong(packed) ? [size, packed] : [];

const tooLong = (value: number): boolean => value >= ELSEWHERE.u32;
