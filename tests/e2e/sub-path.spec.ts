import { readFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, runToTheEnd, watchManners } from './support.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

let server: Server;

/** The plainest of hosts: files under a folder of its address, and no header but their type. */
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname.replace(/^\/shop\//u, '') || 'index.html';
    readFile(join(dist, path)).then(
      (content) => response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

test.afterAll(() => {
  server.close();
});

test('the built files work in a folder of a host that sends no headers', async ({ page }, info) => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const manners = watchManners(page, origin);
  await page.goto(`${origin}/shop/`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  expect(await receiptLines(page)).toEqual(['1 × Crisps €2.50']);
  expect(manners.offences).toEqual([]);
});

test('the page forbids every address but its own', async ({ page }) => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await page.goto(`${origin}/shop/`);
  const refused = page.evaluate(() => fetch('https://example.com/').catch((error: unknown) => String(error)));
  expect(await refused).toContain('TypeError');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:");
});
