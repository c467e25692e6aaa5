/** Live cameras: four streams in, boxes and a recording out; and what is said when something goes wrong with them. */
import { type Page, chromium, expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { holdCameras } from '../support/webcams.ts';
import { decodedPixel, storedClips } from '../support/stored-clips.ts';
import { chooseCameras, journalChunks, picturesShown, start, stop } from '../support/live-run.ts';
import { dropDetector, watchManners } from './support.ts';

const clip = data('intel-videos/one-by-one-person-detection.mp4');
const model = data('models/yolox_nano_416.onnx');

// The last of all stories: both browsers share them.
test.describe.configure({ mode: 'parallel' });

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...launchOptions.args!, '--use-fake-device-for-media-stream=device-count=4'] }),
});

test.describe('cameras that a test holds in its hand', () => {
  test('four webcams: chosen, named, run, recorded, and seen again after a reload', async ({ page, baseURL }) => {
    const manners = watchManners(page, baseURL!);
    await holdCameras(page, { clip, count: 4 });
    await page.goto('/');
    if (model !== null) await dropDetector(page, model);
    await chooseCameras(page, 4);
    await page.getByRole('textbox', { name: 'Name of Shop camera 1' }).fill('Door');
    await start(page);

    const session = page.getByTestId('session');
    await expect(session).toContainText('Door');
    if (clip !== null && model !== null) {
      await expect(page.getByTestId('people-cam1')).toContainText(/person|people/u, { timeout: 60_000 });
    }
    await page.waitForTimeout(4000);
    await stop(page);
    await expect.poll(() => picturesShown(page)).toBe(4);

    await page.reload();
    await expect(session).toHaveAttribute('data-phase', 'finished');
    await expect.poll(() => picturesShown(page), { timeout: 30_000 }).toBe(4);
    expect(manners.offences).toEqual([]);
  });

  test('a camera that is unplugged in a run is missed, and used again when it is back', async ({ page }) => {
    await holdCameras(page, { clip: null, count: 2 });
    await chooseCameras(page, 2);
    await start(page);
    await page.evaluate(() => window.heldCameras.unplug(2));
    await expect(page.getByText('Camera 2 was unplugged. The others go on')).toBeVisible();
    const health = page.getByLabel('Health', { exact: true });
    await expect(health).toContainText('1 of 2 cameras send pictures');
    const [, lost] = await page.locator('figure').all();
    await expect(lost!).toContainText(/Lost since \d{1,2}:\d\d:\d\d/u);
    await expect(
      lost!.getByRole('img', { name: /^Camera 2: Lost since .+, this is its last picture$/u }),
    ).toBeVisible();
    expect(await picturesShown(page)).toBe(2);
    const written = await journalChunks(page);
    await expect.poll(() => journalChunks(page)).toBeGreaterThan(written + 2);
    await page.evaluate(() => window.heldCameras.plugIn(2));
    await expect(page.getByText('Camera 2 is back.')).toBeVisible();
    await expect(page.getByText('Camera 2 was unplugged')).toHaveCount(0);
    await expect(lost!.getByText('Lost since')).toHaveCount(0);
    await expect(health).toContainText('2 of 2 cameras send pictures');
    await expect(health).toContainText(/Camera 2 saw nothing from .+ to /u);
    await stop(page);
    // Still said of the stored session.
    await expect(health).toContainText(/Camera 2 saw nothing from .+ to /u);
  });

  test('what a mask hides is black in the file', async ({ page }) => {
    await holdCameras(page, { clip: null, count: 1 });
    await chooseCameras(page, 1);
    await start(page);
    await stop(page);
    await hide(page, [160, 90, 480, 270]);

    await page.goto('/');
    await page.reload();
    await chooseCameras(page, 1);
    await expect(page.getByText('Hidden areas of this camera are painted over')).toBeVisible();
    await start(page);
    await page.waitForTimeout(2000);
    await stop(page);
    const [newest] = await storedClips(page);
    const [hidden, shown] = [await decodedPixel(page, newest!, 320, 180), await decodedPixel(page, newest!, 40, 40)];
    expect(Math.max(...hidden)).toBeLessThan(20);
    expect(Math.max(...shown)).toBeGreaterThan(150);
  });

  test('with no room left pictures end, boxes go on, and it is said', async ({ baseURL, launchOptions }, info) => {
    // A private window keeps files in memory, and lets them grow over the quota.
    const profile = info.outputPath('profile');
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: baseURL! });
    const page = await context.newPage();
    await holdCameras(page, { clip: null, count: 2 });
    await chooseCameras(page, 2);
    await start(page);
    await page.waitForTimeout(2000);
    const cdp = await page.context().newCDPSession(page);
    const origin = new URL(baseURL!).origin;
    const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 20_000 });
    await expect(page.getByText('There is no more room for pictures, so recording has stopped.')).toBeVisible({
      timeout: 60_000,
    });
    const chunks = await journalChunks(page);
    await expect.poll(() => journalChunks(page), { timeout: 30_000 }).toBeGreaterThan(chunks + 2);
    await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
    await stop(page);
    // The clips up to there are kept.
    expect(await storedClips(page)).toHaveLength(2);
    await context.close();
  });

  test('a tab that is closed in the middle of a recorded run leaves its pictures', async ({ context }) => {
    const page = await context.newPage();
    await holdCameras(page, { clip: null, count: 1 });
    await chooseCameras(page, 1);
    await start(page);
    await page.waitForTimeout(4000);
    const address = page.url();
    await page.close();

    const again = await context.newPage();
    await again.goto(address);
    await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
    await expect.poll(() => picturesShown(again), { timeout: 30_000 }).toBe(1);
  });
});

test.describe('the cameras that Chromium makes up', () => {
  test('four of them, one without a format, are shown and recorded', async ({ page, context }) => {
    await context.grantPermissions(['camera']);
    await chooseCameras(page, 4);
    await start(page);
    await expect.poll(() => picturesShown(page)).toBe(4);
    await stop(page);
    await expect.poll(() => picturesShown(page)).toBe(4);
    expect(await storedClips(page)).toHaveLength(4);
  });

  test('who says no to cameras is told how to allow them', async ({ page, context }) => {
    // Chromium refuses whatever is not in the list.
    await context.grantPermissions(['geolocation']);
    await page.goto('/#/webcams');
    await expect(page.getByText('This page may not use cameras.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByTestId('webcams')).toHaveAttribute('data-access', 'denied');
  });
});

/** Masks the rectangle x0, y0, x1, y1 (px) of every camera that was set up. */
async function hide(page: Page, [x0, y0, x1, y1]: readonly [number, number, number, number]): Promise<void> {
  await page.evaluate(
    async (mask) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('openaisle');
        request.onsuccess = () => resolve(request.result);
      });
      const setups = db.transaction('setups', 'readwrite').objectStore('setups');
      const rows = await new Promise<{ text: string }[]>((resolve) => {
        const request = setups.getAll();
        request.onsuccess = () => resolve(request.result as { text: string }[]);
      });
      for (const row of rows) {
        const project = JSON.parse(row.text) as { cameras: { masks: unknown }[] };
        for (const camera of project.cameras) camera.masks = [mask];
        setups.put({ ...row, text: JSON.stringify(project) });
      }
      await new Promise((resolve) => (setups.transaction.oncomplete = resolve));
      db.close();
    },
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ],
  );
}
