/**
 * Zip archives over a `Blob`, read by random access: a clip of gigabytes stays where it is, on disk.
 *
 * Every archive is taken for hostile. Nothing is unpacked to a path of its choosing: an entry is bytes under a name in
 * a map, and the name is plain text, whatever markup it holds.
 */
import { EntryCensus } from '#storage/zip-census.ts';
import { isFolder, readDirectory } from '#storage/zip-directory.ts';
import { findDirectory } from '#storage/zip-end.ts';
import { type ZipEntry, openEntry } from '#storage/zip-entry.ts';
import { ZIP_LIMITS, type ZipLimits } from '#storage/zip-limits.ts';
import { nameOf, Refusal, refused } from '#storage/zip-refusal.ts';

/** More directory than this per entry is no directory: a name, its extra fields, a comment. */
const DIRECTORY_BYTES_PER_ENTRY = 1024;

/**
 * @param archive - Read piece by piece while its entries are used; keep it.
 * @param name - What the user calls the archive, for messages.
 * @returns The files by path, in the archive's order; folders are left out.
 * @throws WorkbenchError `zip/refused` naming the archive and the reason, now or when an entry is read.
 */
export async function readZip(
  archive: Blob,
  limits: ZipLimits = ZIP_LIMITS,
  name: string = nameOf(archive),
): Promise<ReadonlyMap<string, ZipEntry>> {
  try {
    const place = await findDirectory(archive);
    const [most, mostBytes] = [limits.entries, limits.entries * DIRECTORY_BYTES_PER_ENTRY];
    if (place.entries > most) throw new Refusal(`it says it holds ${place.entries} files, ${most} are allowed`);
    if (place.size > mostBytes) throw new Refusal(`its directory is larger than ${mostBytes} bytes`);

    const census = new EntryCensus(limits, place.at);
    const files = new Map<string, ZipEntry>();
    for (const entry of await readDirectory(archive, place)) {
      census.count(entry);
      if (!isFolder(entry)) files.set(entry.name, openEntry(archive, entry, name));
    }
    census.refuseOverlaps();
    return files;
  } catch (error) {
    throw refused(name, error);
  }
}
