import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type PlainHost, startPlainHost } from '../support/plain-host.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, runToTheEnd, watchManners } from './support.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let host: PlainHost;
test.beforeAll(async () => {
  host = await startPlainHost(dist);
});
test.afterAll(() => host[Symbol.asyncDispose]());

test('the built files work in a folder of a host that sends no headers, without a service worker', async ({
  page,
}, info) => {
  const manners = watchManners(page, host.origin);
  await page.goto(host.address);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);
  expect(manners.offences).toEqual([]);
});

test('the page forbids every address but its own', async ({ page }) => {
  await page.goto(host.address);
  const refused = page.evaluate(() => fetch('https://example.com/').catch((error: unknown) => String(error)));
  expect(await refused).toContain('TypeError');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:");
});
