import { openAsBlob, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { writeZip } from '#storage/write-zip.ts';

export interface ZippedProject extends AsyncDisposable {
  readonly path: string;
  /** What its owner calls it: the folder as it was named, or the archive's own name. */
  readonly name: string;
}

/**
 * A project as the one file that the app takes: as it is when it is an archive, a folder packed for the while.
 *
 * @param named - As somebody wrote it.
 */
export async function zippedProject(path: string, named: string): Promise<ZippedProject> {
  if (!statSync(path).isDirectory())
    return { path, name: basename(path), [Symbol.asyncDispose]: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'openaisle-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const zip = join(folder, `${basename(path)}.zip`);
    const archive = await writeZip(filesUnder(path));
    await writeFile(zip, new Uint8Array(await archive.arrayBuffer()));
    return { path: zip, name: named, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function* filesUnder(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.sort())
    yield { path: relative(folder, path).split(sep).join('/'), data: await openAsBlob(path) };
}
