import type { Fingerprint } from '#storage/database.ts';
import { hashBlob } from '#storage/sha256.ts';

const MIB = 1 << 20;

/** Reads 2 MiB of the file, however large it is. */
export async function fingerprint(file: File): Promise<Fingerprint> {
  const ends = new Blob([file.slice(0, MIB), file.slice(Math.max(0, file.size - MIB))]);
  return { size: file.size, lastModified: file.lastModified, ends: await hashBlob(ends) };
}

/**
 * Whether `now` is the file that `then` was taken of. A copied or restored file has a new date and the same content,
 * so the date alone proves nothing against it.
 */
export function isSameFile(then: Fingerprint, now: Fingerprint): boolean {
  return then.size === now.size && then.ends === now.ends;
}
