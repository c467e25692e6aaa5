/** A live run whose tab is not looked at: it goes on as far as the browser lets it, and says what was missed. */
import { type Page, expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { chooseCameras, journalChunks, start, stop } from '../support/live-run.ts';
import { openTabbedBrowser } from '../support/tabbed-browser.ts';
import { dropDetector } from './support.ts';

const model = data('models/yolox_nano_416.onnx');
const CAMERAS = ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'];

test('behind another tab the cameras are looked at on and on, and nothing was missed', async ({ baseURL }) => {
  await using browser = await openTabbedBrowser(CAMERAS);
  const page = await browser.context.newPage();
  await run(page, baseURL!);
  await expect(page.getByText('The run goes on while this tab is in the background')).toBeVisible();
  const away = await behindAnotherTab(page);
  const seconds = 6;
  const before = await journalChunks(page);
  // A chunk is written about every half second.
  const written = async () => (await journalChunks(page)) - before;
  await expect.poll(written, { timeout: seconds * 1000 }).toBeGreaterThanOrEqual(seconds / 2);
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
  await away.close();
  await page.bringToFront();
  await expect(page.getByLabel('Health', { exact: true })).toContainText('2 of 2 cameras send pictures');
  await expect(page.getByText('saw nothing')).toHaveCount(0);
  await stop(page);
});

test('without MediaStreamTrackProcessor they are still looked at once a second, as was said before', async ({
  baseURL,
}) => {
  await using browser = await openTabbedBrowser(CAMERAS);
  await browser.context.addInitScript(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'));
  const page = await browser.context.newPage();
  await run(page, baseURL!);
  await expect(page.getByText('only about once a second, or not at all')).toBeVisible();
  const away = await behindAnotherTab(page);
  const before = await journalChunks(page);
  await expect.poll(async () => (await journalChunks(page)) - before, { timeout: 8000 }).toBeGreaterThanOrEqual(3);
  await away.close();
  await page.bringToFront();
  await expect(page.getByLabel('Health', { exact: true })).toContainText('2 of 2 cameras send pictures');
  await stop(page);
});

test('a tab that the browser put to sleep says what it has missed, also of the stored session', async ({ baseURL }) => {
  await using browser = await openTabbedBrowser(CAMERAS);
  const page = await browser.context.newPage();
  await run(page, baseURL!);
  const away = await behindAnotherTab(page);
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await away.close();
  await page.bringToFront();
  const health = page.getByLabel('Health', { exact: true });
  const missed = /While this tab was in the background, .+ from .+ to /u;
  await expect(health).toContainText(missed);
  await expect(health).toContainText('2 of 2 cameras send pictures');
  await stop(page);
  await expect(health).toContainText(missed);
});

async function run(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  if (model !== null) await dropDetector(page, model);
  await chooseCameras(page, 2, origin);
  await start(page);
}

/** @returns The tab in front. */
async function behindAnotherTab(page: Page): Promise<Page> {
  const front = await page.context().newPage();
  await front.bringToFront();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
  return front;
}
