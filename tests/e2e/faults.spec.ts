/** What becomes of a run when a part of the browser dies under it. */
import { type Page, chromium, expect, test } from '@playwright/test';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import { data } from '../support/data.ts';
import type { PerceivePage } from '../support/pages/perceive/page.ts';
import { servePage } from '../support/serve-page.ts';
import { codedShop } from '../support/coded-session.ts';
import { launch } from '../support/killed-run.ts';
import { chooseCameras, journalChunks, start, stop } from '../support/live-run.ts';
import { file, tinyShopFile } from '../support/tiny-files.ts';
import { holdCameras } from '../support/webcams.ts';
import { dropDetector, dropFiles, runToTheEnd } from './support.ts';

declare global {
  interface Window {
    page: PerceivePage;
  }
}

const folder = data('aifi-nanostore');
const model = data('models/fastestdet_352.onnx');
const RESTARTED = 'The detector stopped and was started again. 1 picture was left out';

test('the perceive worker dies: the run goes on without that frame; it dies again: what there is stays', async ({
  page,
}, info) => {
  await runRealShop(page, info.outputPath('shop.zip'));
  await endWorker(page, 'perceive');
  await expect(page.getByText(RESTARTED)).toBeVisible({ timeout: 60_000 });
  await goesOn(page);

  await endWorker(page, 'perceive');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted', { timeout: 60_000 });
  await expect(page.getByRole('alert')).toContainText('worker/crashed');
  await expectKept(page);
});

test('the scene worker dies: the session is interrupted, said so, and kept', async ({ page }, info) => {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('long.zip'), {}, 3600)]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('progress')).toContainText(/[1-9]\d? %/u);
  await expect.poll(() => journalChunks(page), { intervals: [20] }).toBeGreaterThan(1); // the last second may be lost
  await endWorker(page, 'scene');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted', { timeout: 30_000 });
  await expect(page.getByRole('alert')).toContainText('worker/crashed');
  await expectKept(page);
});

test('the perceive worker dies in a live run: another looks at the same cameras, and what was lost is said', async ({
  page,
}) => {
  test.skip(model === null, 'the detector is not in the data folder');
  await holdCameras(page, { clip: null, count: 2 });
  await page.goto('/');
  await dropDetector(page, model!);
  await chooseCameras(page, 2);
  await start(page);
  await expect(page.getByRole('button', { name: /^Motion in / })).toBeVisible({ timeout: 60_000 });
  await endWorker(page, 'perceive');
  await expect(
    page.getByText(/the detector stopped and was started again. \d+ pictures? (was|were) left out/u),
  ).toBeVisible({
    timeout: 60_000,
  });
  const written = await journalChunks(page);
  await expect.poll(() => journalChunks(page), { timeout: 60_000 }).toBeGreaterThan(written + 2);
  await page.getByRole('button', { name: /^Motion in / }).click();
  await expect(page.getByTestId('looking-cam2')).toContainText('moves');
  await page.keyboard.press('Escape');
  await stop(page);
});

test('the record worker dies: pictures end, it is said, and the live run goes on', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await start(page);
  await endWorker(page, 'record');
  await expect(page.getByText('The pictures cannot be recorded any more.')).toBeVisible({ timeout: 30_000 });
  const written = await journalChunks(page);
  await expect.poll(() => journalChunks(page)).toBeGreaterThan(written + 2);
  await stop(page);
});

test('no room left in the run of a recording: it is said, and kept up to there; with room it goes on', async ({
  baseURL,
}, info) => {
  // A private window keeps files in memory, and lets them grow over the quota.
  const context = await launch(info.outputPath('profile'));
  const page = await context.newPage();
  // An hour's readings take 16.8 MB, its journal 2.6 MB. From the start: what a browser once granted holds for 30 s.
  const giveRoom = await quotaOf(page, baseURL!, 18_000_000);
  await page.goto(baseURL!);
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('long.zip'), {}, 3600)]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'interrupted', { timeout: 60_000 });
  await expect(page.getByRole('alert')).toContainText('storage/quota');

  await giveRoom();
  await page.reload();
  await expect(session).toHaveAttribute('data-phase', 'interrupted');
  await page.getByRole('button', { name: 'Continue where it stopped' }).click();
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 120_000 });
  await context.close();
});

test('no room to begin a run: it is said, and it can be begun again', async ({ baseURL }, info) => {
  const shop = await tinyShopFile(info.outputPath('shop.zip'));
  const before = await launch(info.outputPath('profile'));
  const first = await before.newPage();
  await first.goto(baseURL!);
  await dropFiles(first, 'Open a recording', [shop]);
  await runToTheEnd(first, 60_000);
  await before.close();

  const context = await launch(info.outputPath('profile'));
  const page = await context.newPage();
  const giveRoom = await quotaOf(page, baseURL!, 1000); // less than there is already
  await page.goto(baseURL!);
  await dropFiles(page, 'Open a recording', [shop]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('storage/quota');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'ready');
  await giveRoom();
  await runToTheEnd(page, 60_000);
  await context.close();
});

test('no room for the clips of a run: it goes on without them, and says so', async ({ baseURL }, info) => {
  test.skip(model === null, 'the model is not in the data folder');
  const context = await launch(info.outputPath('profile'));
  const page = await context.newPage();
  await page.goto(baseURL!);
  await dropDetector(page, model!);
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('coded.zip'), await codedShop(page))]);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled({ timeout: 60_000 });
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(baseURL!);
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 10_000_000 });
  await run.click();
  await expect(page.getByText('There is no room to keep clips/cam2.webm')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 120_000 });
  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect(page.getByText('cam2.webm is not on this device.')).toBeVisible();
  await context.close();
});

test('the graphics process dies: the run goes on, and its pictures come back', async ({ page }, info) => {
  await runRealShop(page, info.outputPath('shop.zip'));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Browser.crashGpuProcess' as never).catch(() => undefined); // it dies with the question unanswered
  await goesOn(page);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
  await expect(page.getByText(RESTARTED)).toHaveCount(0);
  await expect.poll(() => emptyCanvases(page)).toBe(0);
});

const steadies = [
  // TensorFlow.js gets another one in the same worker.
  { runtime: 'tfjs', what: 'device', file: 'light_person_detector_192.onnx' },
  // onnxruntime-web settles on one device for ever, so its worker goes with it.
  { runtime: 'ort', what: 'worker', file: 'yolox_nano_416.onnx' },
] as const;
// Software graphics take one to two minutes of two processors over the shaders, each time anew.
for (const { runtime, what, file: name } of process.env['OPENAISLE_LONG'] === '1' ? steadies : [])
  test(`${runtime}: a device that is lost is opened again, and given up for the processor the second time`, async () => {
    const model = data(`models/${name}`);
    test.skip(model === null, 'the model is not in the data folder');
    test.setTimeout(1_200_000);
    await using served = await servePage('perceive');
    const executablePath = findBrowser();
    const browser = await chromium.launch({
      args: [...CHROMIUM_FLAGS, ...engineFlags('webgpu')],
      ...(executablePath === null ? {} : { executablePath }),
    });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.locator('#files').setInputFiles(model!);
      await page.evaluate(([file, engine]) => window.page.steady(file, engine), [name, runtime] as const);
      const look = () => page.evaluate(() => window.page.look(2));
      expect(await look()).toEqual({ skipped: 0, restarts: [] });
      const cdp = await browser.newBrowserCDPSession();
      const crash = () => cdp.send('Browser.crashGpuProcess' as never).catch(() => undefined);

      await crash();
      const once = await look();
      expect(once.restarts).toMatchObject([{ what, skipped: once.skipped, before: 'webgpu', backend: 'webgpu' }]);
      await crash();
      const twice = await look();
      expect(twice.restarts.at(-1)).toMatchObject({ what, skipped: twice.skipped, before: 'webgpu', backend: 'wasm' });
      expect(twice.restarts).toHaveLength(2);
      expect(twice.skipped).toBeLessThanOrEqual(2);
    } finally {
      await browser.close();
    }
  });

async function runRealShop(page: Page, path: string): Promise<void> {
  test.skip(folder === null || model === null, 'the AiFi recording or the model is not in the data folder');
  test.setTimeout(300_000);
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await file(path, await zipImported(importAifi(folder!, 'cps-test-01')))]);
  await expect(page.getByTestId('session')).toBeVisible({ timeout: 60_000 });
  await dropFiles(page, 'Add a detector', [model!]);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled({ timeout: 60_000 });
  await run.click();
  await goesOn(page);
}

/** The progress moves on by two of a hundred. */
async function goesOn(page: Page): Promise<void> {
  const share = async () => Number(/(\d+) %/u.exec((await page.getByTestId('progress').textContent()) ?? '')?.[1] ?? 0);
  const before = await share();
  await expect.poll(share, { timeout: 120_000 }).toBeGreaterThan(before + 1);
}

/** Ends one of the page's workers without a word, as the browser does with one that is out of memory. */
async function endWorker(page: Page, role: string): Promise<void> {
  const worker = page
    .workers()
    .filter((each) => each.url().includes(`${role}.worker`))
    .at(-1);
  expect(worker, `a ${role} worker runs`).toBeDefined();
  await worker!.evaluate(() => self.close()).catch(() => undefined); // it is gone before it answers
}

/** Gives a page only so much room, bytes. @returns What gives it all there is again. */
async function quotaOf(page: Page, address: string, quotaSize: number): Promise<() => Promise<unknown>> {
  const cdp = await page.context().newCDPSession(page);
  const { origin } = new URL(address);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return () => cdp.send('Storage.overrideQuotaForOrigin', { origin });
}

async function expectKept(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
  await page.goto('/');
  await expect(page.getByTestId('sessions').getByRole('listitem')).toContainText(/interrupted/u);
}

/** How many of the page's pictures show nothing at all. */
function emptyCanvases(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('canvas')].filter((canvas) => {
        if (canvas.width === 0 || canvas.height === 0) return false;
        const bytes = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
        return bytes.every((byte) => byte === 0);
      }).length,
  );
}
