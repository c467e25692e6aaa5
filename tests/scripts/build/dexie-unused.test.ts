import 'fake-indexeddb/auto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { dexieUnused } from '../../../scripts/build/dexie-unused.ts';

const { transform } = dexieUnused() as unknown as {
  readonly transform: (code: string, id: string) => { readonly code: string };
};

test('Dexie as it is built stores rows, and tells who hooks onto its writes that there are no hooks', async () => {
  const path = createRequire(import.meta.url).resolve('dexie/dist/modern/dexie.mjs');
  const built = join(mkdtempSync(join(tmpdir(), 'dexie-')), 'dexie.mjs');
  writeFileSync(built, transform(readFileSync(path, 'utf8'), path).code.replace(/^\/\/# sourceMappingURL.*/mu, ''));
  const module = (await import(/* @vite-ignore */ pathToFileURL(built).href)) as { readonly default: typeof Dexie };
  const db = new module.default('built');
  db.version(1).stores({ rows: 'id' });
  const rows = db.table('rows');
  await rows.put({ id: 1, name: 'one' });
  expect(await rows.get(1)).toEqual({ id: 1, name: 'one' });
  for (const event of ['creating', 'updating', 'deleting'] as const) {
    expect(() => rows.hook[event].subscribe(() => undefined)).toThrow('without hooks on writes');
  }
  db.close();
});
