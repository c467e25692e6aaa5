/** What only a real browser can show: its files, its locks between tabs, its quota. */
import { createHash } from 'node:crypto';
import { type Page, expect, test } from '@playwright/test';
import type { StoragePage } from '../support/pages/storage/page.ts';
import { type ServedPage, servePage } from '../support/serve-page.ts';

declare global {
  interface Window {
    storage: StoragePage;
  }
}

const MIB = 1 << 20;

let served: ServedPage;
test.beforeAll(async () => void (served = await servePage('storage')));
test.afterAll(async () => served[Symbol.asyncDispose]());
test.beforeEach(async ({ page }) => open(page));

async function open(page: Page): Promise<Page> {
  await page.goto(served.url);
  await page.waitForFunction(() => 'storage' in window && window.storage.store !== undefined);
  return page;
}

/** The hash that another program gives the page's `blob(size)`. */
function sha256(size: number): string {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 31) % 251;
  return createHash('sha256').update(bytes).digest('hex');
}

test.describe('footage', () => {
  test('too large to be hashed at once is copied under the hash of its content', async ({ page }) => {
    const size = 33 * MIB + 7;
    const { kept, shares, length } = await page.evaluate(async (bytes) => {
      const shares: number[] = [];
      const { media } = window.storage.store;
      const kept = await media.keepBlob(window.storage.blob(bytes), 'cam1.webm', (share) => shares.push(share));
      return { kept, shares, length: (await media.openMedia(kept))!.size };
    }, size);
    expect(kept).toBe(sha256(size));
    expect(length).toBe(size);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test('is kept once, and is there after a reload', async ({ page }) => {
    const size = MIB + 7;
    await page.evaluate(async (bytes) => {
      await window.storage.start('Monday', [window.storage.blob(bytes)], 1);
      await window.storage.start('Tuesday', [window.storage.blob(bytes)], 1);
    }, size);
    await open(page);
    const kept = sha256(size);
    expect(await page.evaluate(() => window.storage.files())).toEqual([kept]);
    const content = await page.evaluate(async (hash) => {
      const file = (await window.storage.store.media.openMedia(hash))!;
      const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
      return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }, kept);
    expect(content).toBe(kept);
  });

  test('that was recorded here is taken over under its hash, and is no longer where it was', async ({ page }) => {
    const size = 3 * MIB + 1;
    const taken = await page.evaluate(async (bytes) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('recordings', { create: true });
      const handle = await folder.getFileHandle('half-made', { create: true });
      const target = await handle.createWritable();
      await target.write(window.storage.blob(bytes));
      await target.close();
      const { media } = window.storage.store;
      const file = await media.adopt(handle, 'clips/cam1.webm');
      return { file, opened: (await media.openMedia(file.sha256))!.size, files: await window.storage.files() };
    }, size);
    const hash = sha256(size);
    expect(taken).toEqual({ file: { path: 'clips/cam1.webm', size, sha256: hash }, opened: size, files: [hash] });
  });

  test('whose copying is stopped leaves nothing', async ({ page }) => {
    const reason = await page.evaluate(async (bytes) => {
      const stop = new AbortController();
      const tell = (share: number) => {
        if (share > 0.6) stop.abort('enough');
      };
      const { media } = window.storage.store;
      return media
        .keepBlob(window.storage.blob(bytes), 'cam1.webm', tell, stop.signal)
        .catch((error: unknown) => error);
    }, 8 * MIB);
    expect(reason).toBe('enough');
    expect(await page.evaluate(() => window.storage.files())).toEqual([]);
    expect(await page.evaluate((hash) => window.storage.store.media.openMedia(hash), sha256(8 * MIB))).toBeNull();
  });

  test('that no session came to use is swept away by the next first tab, and not by a second', async ({ page }) => {
    const kept = await page.evaluate(() => window.storage.store.media.keepBlob(window.storage.blob(1000), 'a.webm'));
    const second = await open(await page.context().newPage());
    expect(await second.evaluate(() => window.storage.files())).toEqual([kept]);
    await second.close();
    await open(page);
    expect(await page.evaluate(() => window.storage.files())).toEqual([]);
  });

  test('left where it is opens by its handle, and says when it has changed or gone', async ({ page }) => {
    const write = (size: number) =>
      page.evaluate(async (bytes) => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle('big.webm', { create: true });
        const target = await handle.createWritable();
        await target.write(window.storage.blob(bytes));
        await target.close();
        return window.storage.store.media.keepHandle(handle);
      }, size);
    const size = 3 * MIB;
    const kept = await write(size);
    expect(kept).toBe(sha256(size));
    expect(await page.evaluate(async (hash) => (await window.storage.store.media.openMedia(hash))!.name, kept)).toBe(
      'big.webm',
    );
    expect(await page.evaluate(async (hash) => (await window.storage.store.media.reopenHandle(hash)).size, kept)).toBe(
      size,
    );

    await write(size - 1);
    const changed = await page.evaluate(
      (hash) => window.storage.complaint(() => window.storage.store.media.openMedia(hash)),
      kept,
    );
    expect(changed).toMatchObject({ code: 'storage/file-changed', message: expect.stringMatching(/^big\.webm is no/) });

    await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('big.webm'));
    expect(await page.evaluate((hash) => window.storage.store.media.openMedia(hash), kept)).toBeNull();
    const gone = await page.evaluate(
      (hash) => window.storage.complaint(() => window.storage.store.media.reopenHandle(hash)),
      kept,
    );
    expect(gone).toMatchObject({
      code: 'storage/missing',
      message: expect.stringMatching(/^big\.webm cannot be shown/),
    });
  });
});

test('a session runs on while a second tab opens, and is interrupted once its own tab has gone', async ({ page }) => {
  const { id } = await page.evaluate(() => window.storage.start('Monday', [], 7));
  const state = (tab: Page) => tab.evaluate(async (key) => (await window.storage.store.loadSession(key)).session, id);

  const second = await open(await page.context().newPage());
  expect(await state(second)).toMatchObject({ state: 'running' });

  await page.close({ runBeforeUnload: false });
  await open(second);
  expect(await state(second)).toMatchObject({ state: 'interrupted', lastTime: 7_000_000 });
  expect(await second.evaluate((key) => window.storage.inputs(key), id)).toHaveLength(7);
});

test('a session moves with its footage to an empty browser, and leaves no byte of it when deleted', async ({
  page,
  browser,
}) => {
  const base64 = await page.evaluate(async () => {
    const { id } = await window.storage.start('Monday', [window.storage.blob(5000), window.storage.blob(300)], 3);
    await window.storage.store.interruptSession(id);
    const archive = await window.storage.store.exportSession(id, { clips: true });
    return btoa(Array.from(new Uint8Array(await archive.arrayBuffer()), (b) => String.fromCharCode(b)).join(''));
  });

  const context = await browser.newContext();
  const empty = await open(await context.newPage());
  const moved = await empty.evaluate(async (text) => {
    const archive = new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))]);
    const { id } = await window.storage.store.importSession(archive, 'monday.zip');
    const { clips } = await window.storage.store.loadSession(id);
    const files = await window.storage.files();
    const inputs = await window.storage.inputs(id);
    await window.storage.store.deleteSession(id);
    return { kept: clips.map(({ kept }) => kept), files, inputs: inputs.length, after: await window.storage.files() };
  }, base64);
  expect(moved).toEqual({
    kept: ['opfs', 'opfs'],
    files: [sha256(5000), sha256(300)].sort(),
    inputs: 3,
    after: [],
  });
  await context.close();
});

test('a browser without space says so in a sentence and keeps what it had', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  // Before the first visit: the browser looks at the quota now and then only.
  const { origin } = new URL(served.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2 * MIB });
  await open(page);
  const { id } = await page.evaluate(() => window.storage.start('Monday', [], 2));

  const told = await page.evaluate(
    async ({ session, size }) => {
      const { storage } = window;
      const { settings } = (await storage.store.loadSession(session)).session;
      const blob = storage.blob(size);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const project = {
        name: 'Large shop',
        text: String.fromCharCode(...bytes.slice(0, 100)).repeat(size / 100),
        files: [],
      };
      return [
        await storage.complaint(() => storage.store.journal.appendChunks(session, [bytes])),
        await storage.complaint(() => storage.store.media.keepBlob(blob, 'cam1.webm')),
        await storage.complaint(() =>
          storage.store.createSession({ name: 'Tuesday', project, recording: 'r1', model: null, settings }),
        ),
      ];
    },
    { session: id, size: 8_000_000 },
  );
  const sentence = (what: string) => ({ code: 'storage/quota', message: expect.stringContaining(`${what} could not`) });
  expect(told).toEqual([
    sentence('The newest moments of the session'),
    sentence('The file cam1.webm'),
    sentence('The session “Tuesday”'),
  ]);
  expect(await page.evaluate((key) => window.storage.inputs(key), id)).toHaveLength(2);
  expect(await page.evaluate(async () => (await window.storage.store.listSessions()).length)).toBe(1);
  await context.close();
});
