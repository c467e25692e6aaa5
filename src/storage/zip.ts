/**
 * Zip archives over a `Blob`, read by random access: a clip of gigabytes stays where it is, on disk.
 *
 * Every archive is taken for hostile. Nothing is unpacked to a path of its choosing: an entry is bytes under a name in
 * a map, and the name is plain text, whatever markup it holds.
 */
import { ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { BoundedReader, claimedEntries } from '#storage/zip-directory.ts';
import { type ZipEntry, openEntry } from '#storage/zip-entry.ts';
import { EntryCensus } from '#storage/zip-census.ts';
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
    const claimed = await claimedEntries(archive);
    if (claimed > limits.entries) throw new Refusal(`it says it holds ${claimed} files, ${limits.entries} are allowed`);

    const census = new EntryCensus(limits, archive.size);
    const reader = new ZipReader(new BoundedReader(archive, limits.entries * DIRECTORY_BYTES_PER_ENTRY), {
      strictness: 'strict', // nothing that two programs could read differently
      filenameValidation: 'tolerant', // the census has stricter rules and better words
    });
    const files = new Map<string, ZipEntry>();
    for await (const entry of reader.getEntriesGenerator()) {
      census.count(entry);
      if (!entry.directory) files.set(entry.filename, openEntry(archive, entry, name));
    }
    census.refuseOverlaps();
    return files;
  } catch (error) {
    throw refused(name, error);
  }
}
