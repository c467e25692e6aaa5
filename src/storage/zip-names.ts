/** Names in an archive: UTF-8 where it says so, and otherwise what the program that wrote it used. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import { crc32 } from '#storage/crc32.ts';

/** Info-ZIP's, which keeps the old name for old programs beside the new one. Source: APPNOTE §4.6.9. */
export const UNICODE_NAME_FIELD = 0x7075;

/**
 * @param utf8 - Whether the archive says that the name is UTF-8.
 * @param unicode - The field `UNICODE_NAME_FIELD`, when there is one; it counts while it belongs to this very name.
 */
export async function nameFrom(bytes: Uint8Array, utf8: boolean, unicode?: DataView): Promise<string> {
  if (utf8) return decoded(bytes, false)!;
  if (unicode !== undefined && unicode.byteLength > 5 && unicode.getUint32(1, true) === crc32(bytes)) {
    const name = new Uint8Array(unicode.buffer, unicode.byteOffset + 5, unicode.byteLength - 5);
    return decoded(name, false)!;
  }
  // Apple's archives are UTF-8 and do not say so; what is not ASCII and happens to be UTF-8 was hardly meant otherwise.
  return decoded(bytes, true) ?? (await fetchPart(() => import('#storage/cp437.ts'))).decodeCp437(bytes);
}

function decoded(bytes: Uint8Array, fatal: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
