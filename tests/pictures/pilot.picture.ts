/**
 * `npm run pictures`: the pictures of the app in docs/pictures, at 1440 and 390 px. The clips are CC BY 4.0 and come from
 * the data folder, as the detector does.
 */
import { type Page, expect, test } from '@playwright/test';
import { dropFiles, runToTheEnd } from '../e2e/support.ts';
import { data } from '../support/data.ts';
import { file } from '../support/tiny-files.ts';
import { holdCameras } from '../support/webcams.ts';
import { aisleShop } from './aisle.ts';
import { clipOfGif } from './clip-of-gif.ts';

const aisle = data('intel-videos/store-aisle-detection.gif');
const passer = data('intel-videos/one-by-one-person-detection.mp4');
const model = data('models/yolox_nano_416.onnx');

const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;

test.beforeEach(() => {
  test.skip(
    aisle === null || passer === null || model === null,
    'the clips or the detector are not in the data folder',
  );
  test.setTimeout(600_000);
});

test('a recording: home, a run, its evidence, the calibration of its camera', async ({ page }, info) => {
  await page.goto('/');
  const { bytes, seconds } = await clipOfGif(page, aisle!, 4);
  const shop = await file(info.outputPath('Crockery shop.zip'), await aisleShop(bytes, seconds));
  await page.reload();
  await dropFiles(page, 'Open a recording', [shop]);
  await dropFiles(page, 'Add a detector', [model!]);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 60_000 });
  await runToTheEnd(page, 300_000);
  const session = /#\/pilot\/([^?]*)/u.exec(page.url())![1]!;

  await page.goto('/');
  await photograph(page, 'home', () => expect(page.getByRole('heading', { level: 1 })).toBeVisible());
  await page.goto(`/#/pilot/${session}?t=5`);
  await photograph(page, 'pilot', async () => {
    await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
    await page.getByRole('slider', { name: 'Time' }).first().focus();
  });
  await page.getByRole('button', { name: /Taken: 1 × Soup bowl/u }).click();
  await photograph(page, 'evidence', () => expect(page.getByTestId('evidence')).toBeVisible());
  await page.goto(`/#/pilot/${session}/calibrate/cam1`);
  await photograph(page, 'calibrate', () => expect(page.getByRole('heading', { level: 1 })).toBeVisible());
});

test('four webcams in a run', async ({ page }) => {
  await holdCameras(page, { clip: passer, count: 4 });
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [model!]);
  await expect(page.getByText('YOLOX-nano 416').first()).toBeVisible({ timeout: 60_000 });
  await page.goto('/#/webcams');
  const ask = page.getByRole('button', { name: 'Allow cameras' });
  const boxes = page.getByRole('checkbox', { name: /^Use / });
  await expect(ask.or(boxes.first())).toBeVisible();
  if (await ask.isVisible()) await ask.click();
  await expect(boxes).toHaveCount(4);
  for (let index = 0; index < 4; index++) await boxes.nth(index).check();
  await expect(page.locator('[data-testid="camera-choice"][data-state="on"]')).toHaveCount(4, { timeout: 30_000 });
  await photograph(page, 'webcams', async () => undefined);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByTestId('people-cam1')).toContainText(/person|people/u, { timeout: 60_000 });
  await photograph(page, 'live', () => page.waitForTimeout(3000));
});

/** One picture in each look, once everything is there. */
async function photograph(page: Page, name: string, ready: () => Promise<unknown>): Promise<void> {
  for (const { width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await ready();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `docs/pictures/${name}-${width}.png`, fullPage: width < 900 });
  }
}
