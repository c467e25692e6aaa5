/** What `npm run release` writes, unpacked on the plainest of hosts. */
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { readZip } from '../../src/storage/zip.ts';
import { startPlainHost } from '../support/plain-host.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, runToTheEnd } from './support.ts';

test.use({ serviceWorkers: 'allow' });

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the released archive, unpacked, is the app', async ({ page }, info) => {
  const folder = info.outputPath('release');
  await mkdir(folder, { recursive: true });
  // Of what is built already.
  const { stdout } = await promisify(execFile)('npx', ['tsx', 'scripts/release.ts', folder], { cwd: root });
  const archive = stdout.trim();
  expect(archive).toMatch(/openaisle-\d+\.\d+\.\d+\.zip$/u);
  const files = await readZip(await openAsBlob(archive));
  expect([...files.keys()]).toEqual(expect.arrayContaining(['index.html', 'LICENSE', 'hosting.md', '_headers']));
  expect([...files.keys()].filter((path) => path.startsWith('scripts/'))).toEqual([]);
  for (const [path, entry] of files) {
    await mkdir(dirname(join(folder, 'site', path)), { recursive: true });
    await writeFile(join(folder, 'site', path), Buffer.from(await (await entry.blob()).arrayBuffer()));
  }
  await using host = await startPlainHost(join(folder, 'site'));
  await page.goto(host.address);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false), { timeout: 20_000 }).toBe(true);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);
});
