/** The app without a network, and newer versions of it. */
import { cp, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Page, expect, test } from '@playwright/test';
import { chooseCameras, start, stop } from '../support/live-run.ts';
import { startPlainHost } from '../support/plain-host.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { holdCameras } from '../support/webcams.ts';
import { dropFiles, receiptLines, runToTheEnd, watchManners } from './support.ts';

test.use({ serviceWorkers: 'allow' });

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Waits, as somebody who reads that it is kept. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/settings/storage'));
  await expect(page.getByTestId('offline')).toHaveAttribute('data-state', 'kept', { timeout: 60_000 });
  await expect(page.getByTestId('offline')).toContainText('opens without a network');
}

const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated);

test('after one visit the page opens and runs a recording with the network off', async ({ page }, info) => {
  await using host = await startPlainHost(dist);
  const manners = watchManners(page, host.origin);
  await page.goto(host.address);
  await kept(page);
  host.down = true;
  await page.goto(`${host.address}?again`);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);
  for (const place of ['Label', 'Compare', 'Settings']) {
    await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
  }
  expect(manners.offences.filter((offence) => !offence.includes('ERR_'))).toEqual([]);
});

test('after one visit the simulated cameras work with the network off', async ({ page }) => {
  await using host = await startPlainHost(dist);
  await page.goto(host.address);
  await kept(page);
  host.down = true;
  await page.goto(`${host.address}?again#/webcams`);
  await page.getByText('Simulated cameras').click();
  await page.getByRole('checkbox', { name: 'Use Simulated camera 1' }).check();
  await expect(page.getByTestId('camera-choice').first()).toHaveAttribute('data-state', 'on', { timeout: 60_000 });
});

test('where the host sends no headers the worker isolates the page, without being asked', async ({ page }) => {
  await using host = await startPlainHost(dist);
  await page.goto(host.address);
  await expect(page.getByRole('heading', { name: 'A store that checks itself out' })).toBeVisible();
  await expect.poll(() => isolated(page).catch(() => false), { timeout: 20_000 }).toBe(true);
  await page.reload();
  expect(await isolated(page)).toBe(true);
});

test('a file that the host has lost is said, not taken for its page, and fetched when it is back', async ({
  page,
}, info) => {
  const folder = info.outputPath('site');
  await cp(dist, folder, { recursive: true });
  const [lost] = (await readdir(`${folder}/assets`)).filter(
    (name) => name.startsWith('Bench-') && name.endsWith('.js'),
  );
  await rename(`${folder}/assets/${lost!}`, info.outputPath(lost!));
  await using host = await startPlainHost(folder, { forMissing: true });
  await page.goto(host.address);
  await page.evaluate(() => (location.hash = '#/settings/storage'));
  const offline = page.getByTestId('offline');
  await expect(offline).toContainText('The host has another version by now.', { timeout: 60_000 });
  await rename(info.outputPath(lost!), `${folder}/assets/${lost!}`);
  await offline.getByRole('button', { name: 'Try again' }).click();
  await expect(offline).toHaveAttribute('data-state', 'kept', { timeout: 60_000 });
  host.down = true;
  await page.goto(`${host.address}#/bench`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a newer version is offered, waits for the end of a run, and comes when it is asked for', async ({
  page,
}, info) => {
  const folder = info.outputPath('site');
  await cp(dist, folder, { recursive: true });
  await using host = await startPlainHost(folder);
  await holdCameras(page, { clip: null, count: 1 });
  await page.goto(host.address);
  await kept(page);

  await newVersion(folder);
  await page.goto(`${host.address}#/webcams`);
  await page.reload();
  expect(await edition(page)).toBeNull();
  const update = page.getByTestId('update');
  const take = update.getByRole('button', { name: 'Use it now' });
  await page.goto(host.address);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await expect(update).toContainText('A newer version of OpenAisle is ready.', { timeout: 60_000 });
  await expect(take).toHaveAttribute('aria-disabled', 'false');

  await chooseCameras(page, 1, host.address.replace(/\/$/u, ''));
  await start(page);
  await expect(take).toHaveAttribute('aria-disabled', 'true');
  await take.click({ force: true });
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
  await stop(page);

  // A file that the version before is still putting away does not keep the next one waiting.
  host.hung = /ort-wasm-simd-threaded-.*\.wasm$/u;
  await page.evaluate((lost) => void fetch(lost), await ortProgram(folder));
  await take.click();
  await expect.poll(() => edition(page).catch(() => null), { timeout: 30_000 }).toBe('second');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect(update).toHaveCount(0);
});

/** The address of the second engine's program, which is kept when it is used. */
async function ortProgram(folder: string): Promise<string> {
  const [name] = (await readdir(`${folder}/assets`)).filter((each) => /^ort-wasm-simd-threaded-.*\.wasm$/u.test(each));
  return `./assets/${name!}`;
}

const edition = (page: Page) =>
  page.evaluate(() => document.querySelector('meta[name="edition"]')?.getAttribute('content') ?? null);

/** As if the app had been built again: another page, and a worker that knows it. */
async function newVersion(folder: string): Promise<void> {
  const index = `${folder}/index.html`;
  const text = await readFile(index, 'utf8');
  await writeFile(index, text.replace('<meta charset="utf-8"', '<meta name="edition" content="second" />$&'));
  const worker = `${folder}/offline.worker.js`;
  const list = await readFile(worker, 'utf8');
  const changed = list.replace(/("revision":")[0-9a-f]{32}(","url":"index\.html")/u, `$1${'2'.repeat(32)}$2`);
  expect(changed).not.toBe(list);
  await writeFile(worker, changed);
}
