/**
 * Real data that tests read when it is there and never carry: `OPENAISLE_DATA`, default `../shared/data` beside the
 * repository. A test that needs it skips with one clear line when it is absent.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(
  fileURLToPath(new URL('../../', import.meta.url)),
  process.env['OPENAISLE_DATA'] ?? '../shared/data',
);

/** @returns The absolute path of `path` in the data folder, or `null` when it is not there. */
export function data(path: string): string | null {
  const absolute = resolve(root, path);
  return existsSync(absolute) ? absolute : null;
}
