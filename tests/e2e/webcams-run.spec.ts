/** A live run: it is stopped by its own button, says how it is doing, keeps the screen on, and takes eight cameras. */
import { type Page, expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { chooseCameras, journalChunks, picturesShown, start, stop } from '../support/live-run.ts';
import { storedClips } from '../support/stored-clips.ts';
import { holdCameras } from '../support/webcams.ts';
import { dropDetector } from './support.ts';

const model = data('models/yolox_nano_416.onnx');

test('a run is stopped by its button, its key or the palette, shows what is recorded, and has no Cancel', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await start(page);
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  const recording = page.getByTestId('recording');
  await expect(recording).toContainText(/Recording 0:\d\d · [\d.]+ [kM]B/u);
  // After ten seconds it is known how fast the disk fills.
  await expect(recording).toContainText(/room for \d+/u, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).hover();
  await expect(page.locator('.tooltip')).toContainText('⇧ S');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('stop');
  await expect(page.getByRole('option', { name: /Stop/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
  await page.keyboard.press('Shift+S');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  expect(await storedClips(page)).toHaveLength(1);
});

test('a run that is not recorded says so, and keeps what was seen', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await page.getByRole('checkbox', { name: /^Record the pictures/u }).uncheck();
  await start(page);
  await expect(page.getByTestId('recording')).toHaveText('Pictures are not recorded');
  await stop(page);
  expect(await storedClips(page)).toHaveLength(0);
});

test('where there is no MediaStreamTrackProcessor four cameras run, are recorded, and the newest frame wins', async ({
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'));
  await holdCameras(page, { clip: null, count: 4 });
  await page.goto('/');
  if (model !== null) await dropDetector(page, model);
  await chooseCameras(page, 4);
  await start(page);
  await expect(page.getByText('Keep this tab in view')).toBeVisible();
  await page.waitForTimeout(8000);
  expect(await picturesShown(page)).toBe(4);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText('4 of 4 cameras send pictures');
  if (model !== null) {
    // Four cameras are more than two cores can look at: older frames are left out.
    expect(await figure(page, /([\d,]+) pictures? left out/u)).toBeGreaterThan(0);
    // However busy the machine is: a frame waits while each camera is looked at once, and is looked at in the next
    // round. In a queue it would by now be as old as the run.
    const both = /([\d.,]+) pictures\/s.*pictures? ([\d,]+) ms (?:old|late)/su;
    await expect(health).toContainText(both);
    const [rate, age] = both
      .exec((await health.textContent())!)!
      .slice(1)
      .map((text) => Number(text.replace(/,/gu, '')));
    expect(age).toBeLessThanOrEqual(500 + 2 * (4 / rate!) * 1000);
    await expect(health).toContainText(/YOLOX-nano 416: TensorFlow.js on the processor, \d threads?/u);
  }
  await stop(page);
  await expect.poll(() => picturesShown(page), { timeout: 30_000 }).toBe(4);
  expect(await storedClips(page)).toHaveLength(4);
});

test('the health of a run in words: cameras, frames, their age, what was dropped', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 2 });
  await chooseCameras(page, 2);
  await start(page);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText('2 of 2 cameras send pictures');
  // 15 a second of each is what is asked; a busy machine may give less.
  const rate = () => figure(page, /([\d.]+) pictures\/s/u);
  await expect.poll(rate).toBeGreaterThan(4);
  expect(await rate()).toBeLessThanOrEqual(33);
  expect(await figure(page, /picture ([\d,]+) ms old/u)).toBeLessThan(1000);
  await expect(health).toContainText(/\d pictures? left out/u);
  await expect(health.getByText('ms old')).toBeHidden();
  await health.getByText('pictures/s').click();
  await expect(health.getByText('ms old')).toBeVisible();
  // All silent: what stood there a moment ago would not be true any more.
  await page.evaluate(() => [1, 2].forEach((number) => window.heldCameras.unplug(number)));
  await expect(health).toContainText('0 of 2 cameras send pictures');
  await expect(health).toContainText(/\b0 pictures\/s/u);
  await expect(health).not.toContainText('ms old');
  await stop(page);
});

test('room that runs out is said before it is gone', async ({ page }) => {
  // Told in the browser's place: Chromium tells every page of 10 GiB besides what it uses, whatever its quota is.
  await page.addInitScript(() => {
    const estimate = navigator.storage.estimate.bind(navigator.storage);
    const told = async () => {
      const { usage = 0, quota = 0 } = await estimate();
      return { usage, quota: 'tight' in window ? usage / 0.93 : quota };
    };
    Object.assign(navigator.storage, { estimate: told });
  });
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await start(page);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText(/ used/u);
  await expect(health).not.toContainText('Storage nearly full');
  await page.evaluate(() => Object.assign(window, { tight: true }));
  await expect(health).toContainText('Storage nearly full', { timeout: 60_000 });
  await stop(page);
});

test('the screen stays on from the start to the end, and again after the tab was away', async ({ page }) => {
  await page.addInitScript(() => {
    const log: string[] = [];
    let held: EventTarget[] = [];
    const request = async () => {
      log.push('request');
      const lock = Object.assign(new EventTarget(), {
        released: false,
        release: async () => {
          log.push('release');
          lock.released = true;
          held = held.filter((other) => other !== lock);
        },
      });
      held.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    let hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    const hide = (now: boolean) => {
      hidden = now;
      // The browser takes it away itself.
      if (now) for (const lock of held) Object.assign(lock, { released: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    Object.assign(window, { wake: { log, hide } });
  });
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  expect(await wakeLog(page)).toEqual([]);
  await start(page);
  expect(await wakeLog(page)).toEqual(['request']);
  await hide(page, true);
  expect(await wakeLog(page)).toEqual(['request']);
  await hide(page, false);
  await expect.poll(() => wakeLog(page)).toEqual(['request', 'request']);
  // Shown again without having been away, it has it already.
  await hide(page, false);
  expect(await wakeLog(page)).toEqual(['request', 'request']);
  await stop(page);
  expect(await wakeLog(page)).toEqual(['request', 'request', 'release']);
  await hide(page, false);
  expect(await wakeLog(page)).toEqual(['request', 'request', 'release']);
});

test('a device that will not keep its screen on runs all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const request = () => Promise.reject(new DOMException('battery is low', 'NotAllowedError'));
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  });
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await start(page);
  await stop(page);
  expect(broken).toEqual([]);
});

test('eight cameras run at once and all are seen, on a wide screen and on a phone', async ({ page }, info) => {
  await holdCameras(page, { clip: null, count: 8, size: { width: 320, height: 180 } });
  await page.setViewportSize({ width: 1440, height: 900 });
  await chooseCameras(page, 8);
  await start(page);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText('8 of 8 cameras send pictures');
  await expect.poll(() => picturesShown(page), { timeout: 30_000 }).toBe(8);
  const inView = () =>
    page.locator('figure').evaluateAll(
      (all) =>
        all.filter((each) => {
          const { left, top, right, bottom } = each.getBoundingClientRect();
          return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        }).length,
    );
  expect(await inView()).toBe(8);
  await page.screenshot({ path: info.outputPath('eight-1440.png') });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect.poll(() => picturesShown(page)).toBe(8);
  await page.screenshot({ path: info.outputPath('eight-390.png'), fullPage: true });
  const written = await journalChunks(page);
  await expect.poll(() => journalChunks(page)).toBeGreaterThan(written + 2);
  await stop(page);
  expect(await storedClips(page)).toHaveLength(8);
});

/** A number of the health strip. */
async function figure(page: Page, pattern: RegExp): Promise<number> {
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText(pattern);
  return Number(pattern.exec((await health.textContent())!)![1]!.replace(/,/gu, ''));
}

interface Waking {
  readonly wake: { readonly log: string[]; hide(now: boolean): void };
}

const wakeLog = (page: Page) => page.evaluate(() => [...(window as unknown as Waking).wake.log]);
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((now) => (window as unknown as Waking).wake.hide(now), hidden);
