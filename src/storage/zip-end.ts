/**
 * What the end of an archive says about its directory, read before anything is built from it.
 *
 * Source: PKWARE APPNOTE 6.3.10, §4.3.14 to §4.3.16.
 */
import { ELSEWHERE, SIGNATURES, SIZES } from '#storage/zip-records.ts';
import { Refusal } from '#storage/zip-refusal.ts';

const LONGEST_COMMENT = 0xffff;

export interface DirectoryPlace {
  readonly entries: number;
  /** Where it begins, and its bytes: it ends where the end records begin. */
  readonly at: number;
  readonly size: number;
}

/** @throws Refusal when there is no end, or more than one, or what it says is not how the archive is laid out. */
export async function findDirectory(archive: Blob): Promise<DirectoryPlace> {
  const start = Math.max(0, archive.size - SIZES.end - LONGEST_COMMENT);
  const tail = new DataView(await archive.slice(start).arrayBuffer());
  const [at, another] = endsIn(tail);
  if (at === undefined) throw new Refusal('it is no zip archive, or not a whole one');
  if (another !== undefined) throw new Refusal('it has two ends, and programs may take either');

  const end = new DataView(tail.buffer, at);
  const plain = { entries: end.getUint16(10, true), at: end.getUint32(16, true), size: end.getUint32(12, true) };
  const isWide = plain.entries === ELSEWHERE.u16 || [plain.at, plain.size].includes(ELSEWHERE.u32);
  const wide = isWide ? await zip64Directory(archive, start + at) : null;
  const { ends, ...place } = wide ?? { ...plain, ends: start + at };
  if (
    end.getUint16(4, true) !== end.getUint16(6, true) ||
    (wide === null && end.getUint16(4, true) !== 0) ||
    (wide === null && end.getUint16(8, true) !== plain.entries)
  ) {
    throw new Refusal('it is one of several parts');
  }
  // Bytes before the archive move everything, bytes behind the directory hide from some programs.
  if (place.at + place.size !== ends) throw new Refusal('its directory is not where its end says');
  return place;
}

/** The records that reach the end of the archive with the comment they announce. */
function endsIn(tail: DataView): readonly number[] {
  const found: number[] = [];
  for (let at = tail.byteLength - SIZES.end; at >= 0; at--) {
    if (tail.getUint32(at, true) !== SIGNATURES.end) continue;
    if (at + SIZES.end + tail.getUint16(at + 20, true) === tail.byteLength) found.push(at);
  }
  return found;
}

/** @returns `null` when the numbers only look as if they stood elsewhere. */
async function zip64Directory(
  archive: Blob,
  end: number,
): Promise<(DirectoryPlace & { readonly ends: number }) | null> {
  const before = end - SIZES.zip64Locator;
  const locator = await viewOf(archive, before, SIZES.zip64Locator);
  if (locator?.getUint32(0, true) !== SIGNATURES.zip64Locator) return null;
  const ends = Number(locator.getBigUint64(8, true));
  const record = await viewOf(archive, ends, SIZES.zip64End);
  if (record?.getUint32(0, true) !== SIGNATURES.zip64End) throw new Refusal('its zip64 end is not where it says');
  const number = (at: number): number => Number(record.getBigUint64(at, true));
  if (ends + 12 + number(4) !== before) throw new Refusal('something stands between its two end records');
  if (locator.getUint32(16, true) > 1 || number(24) !== number(32)) throw new Refusal('it is one of several parts');
  return { entries: number(32), size: number(40), at: number(48), ends };
}

/** @returns `null` when there are not so many bytes. */
async function viewOf(archive: Blob, at: number, size: number): Promise<DataView | null> {
  if (at < 0 || !Number.isSafeInteger(at) || at + size > archive.size) return null;
  return new DataView(await archive.slice(at, at + size).arrayBuffer());
}
