import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Plugin, build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtStamp } from '../../../scripts/build/built-stamp.ts';
import { STAMP, isBuilt } from '../../../scripts/build/fresh.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openaisle-stamp-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="src/main.ts"></script>');
  writeFileSync(join(folder, 'src/main.ts'), 'document.title = "open";');
  touch('index.html', -60);
  touch('src/main.ts', -60);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As the list of files for the service worker: written when the page is. */
const last = (write: () => void): Plugin => ({
  name: 'last',
  closeBundle: { sequential: true, handler: write },
});

const make = (write: () => void) =>
  build({ root: folder, configFile: false, logLevel: 'silent', plugins: [last(write), builtStamp()] });

/** @param seconds - From now. */
function touch(file: string, seconds: number): void {
  const time = Date.now() / 1000 + seconds;
  utimesSync(join(folder, file), time, time);
}

test('what was built to its end is built, until a source is newer', async () => {
  expect(isBuilt(folder)).toBe(false);
  await make(() => expect(existsSync(join(folder, 'dist', STAMP))).toBe(false));
  expect(isBuilt(folder)).toBe(true);
  touch('src/main.ts', 60);
  expect(isBuilt(folder)).toBe(false);
});

test('a build that ends when its page is there, and the rest is not, is none', async () => {
  await make(() => undefined);
  const stopped = make(() => {
    throw new Error('stopped');
  });
  await expect(stopped).rejects.toThrow('stopped');
  expect(existsSync(join(folder, 'dist/index.html'))).toBe(true);
  expect(isBuilt(folder)).toBe(false);
});

test('a source that cannot be built leaves none', async () => {
  writeFileSync(join(folder, 'src/main.ts'), 'document.title = ;');
  await expect(make(() => undefined)).rejects.toThrow();
  expect(existsSync(join(folder, 'dist', STAMP))).toBe(false);
});
