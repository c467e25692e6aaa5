/**
 * `npm run release`: `openaisle-<version>.zip`, the static site that runs from any web space, in any folder of it, or
 * from a USB stick behind any static server. `docs/hosting.md` goes with it.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type ZipInput, writeZip } from '#storage/write-zip.ts';
import { STAMP, root } from './build/fresh.mjs';

const dist = join(root, 'dist');
const [folder = root] = process.argv.slice(2);

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const site = (await readdir(dist, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  // The page that the command line drives and the mark of a whole build belong to the repository.
  .filter((path) => !path.startsWith('scripts/') && path !== STAMP)
  .toSorted();

const files: ZipInput[] = await Promise.all([
  ...site.map(async (path) => ({ path, data: await readFile(join(dist, path)) })),
  ...['LICENSE', 'docs/hosting.md'].map(async (path) => ({
    path: path.split('/').at(-1)!,
    data: await readFile(join(root, path)),
  })),
]);
const archive = join(folder, `openaisle-${version}.zip`);
await writeFile(archive, Buffer.from(await (await writeZip(files)).arrayBuffer()));
process.stdout.write(`${archive}\n`);
