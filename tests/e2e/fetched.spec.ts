/** What the page fetches, and when; and what it says when some of it does not arrive. */
import { type Page, expect, test } from '@playwright/test';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { rememberEngine } from '../../scripts/headless/remember-engine.ts';
import { data } from '../support/data.ts';
import { sum, watchPrograms } from '../support/fetched-programs.ts';
import { firstDetection, watchDetections } from '../support/first-detection.ts';
import { file } from '../support/tiny-files.ts';
import { dropFiles } from './support.ts';

/** Bytes, gzip: see `docs/adr/0013-what-is-fetched-first.md`. */
const MOST = 400_000;

const folder = data('aifi-nanostore');
const model = data('models/yolox_nano_416.onnx');
const home = { name: 'A store that checks itself out' };

test('a person sees the first detection of a recording before much has been fetched', async ({ page }, info) => {
  test.skip(folder === null || model === null, 'the AiFi recording or the model is not in the data folder');
  const programs = watchPrograms(page);
  await watchDetections(page);
  // The program that most people are sent computes in threads.
  await page.addInitScript(
    (all) => Object.assign(localStorage, all),
    rememberEngine({ runtime: 'tfjs', backend: 'wasm' }),
  );
  await page.goto('/');
  const shop = await file(info.outputPath('shop.zip'), await zipImported(importAifi(folder!, 'cps-test-01')));
  await dropFiles(page, 'Open a recording', [shop]);
  await dropFiles(page, 'Add a detector', [model!]);
  await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 60_000 });
  await expect(page.locator('[data-testid^=people-]').filter({ hasText: /S\d/u }).first()).toBeVisible({
    timeout: 120_000,
  });
  const fetched = await programs(await firstDetection(page));
  expect(
    fetched.filter(({ path }) =>
      /\/(?:Compare|KitPage|Bench|Settings|Calibrate\w*|Webcam\w*|ort\b[\w.-]*|open-webgpu)-/u.test(path),
    ),
  ).toEqual([]);
  expect(sum(fetched, 'gzip')).toBeLessThan(MOST);
});

test('a place that does not arrive says so, and comes when it is tried again', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  await without(page, 'Settings', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByTestId('part-missing')).toContainText(
      'A part of the page did not arrive. Check the network',
    );
  });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('a place whose texts do not arrive says so, and comes in the language that was chosen meanwhile', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  await without(page, 'later-en', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByTestId('part-missing')).toContainText('A part of the page did not arrive.');
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('nederlands');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Instellingen' })).toBeVisible();
});

test('a clip whose reader does not arrive is not said to be bad', async ({ page }) => {
  const clip = data('aifi-nanostore/video/cps-test-01-cam1.webm');
  test.skip(clip === null, 'the AiFi recording is not in the data folder');
  await page.goto('/');
  await without(page, 'matroska-demuxer', async () => {
    await dropFiles(page, 'Open a recording', [clip!]);
    await expect(page.getByRole('alert')).toContainText('A part of the page did not arrive.');
  });
});

test('a language that does not arrive leaves the one before, and says so', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  await without(page, 'first-nl', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nederlands');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('A part of the page did not arrive.');
  });
  await expect(page.getByRole('heading', home)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a page without its texts says so in its language', async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL: baseURL!, locale: 'fr' })).newPage();
  await without(page, 'first-fr', async () => {
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText('Les textes de la page ne sont pas arrivés.');
  });
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByRole('link', { name: 'Réglages' })).toBeVisible();
});

/** @param name - Of the file of the program that the network loses, without its hash. */
async function without(page: Page, name: string, work: () => Promise<void>): Promise<void> {
  const lost = new RegExp(`/assets/${name}-[\\w-]+\\.js$`, 'u');
  await page.route(lost, (route) => route.abort());
  await work();
  await page.unroute(lost);
}
