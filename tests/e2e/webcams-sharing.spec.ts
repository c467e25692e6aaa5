/** Cameras that share one detector: where nothing moves it looks once a second, where something does it looks more. */
import { type Page, expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { chooseCameras, start, stop } from '../support/live-run.ts';
import { holdCameras } from '../support/webcams.ts';
import { violations } from './pages.ts';
import { dropDetector } from './support.ts';

/** Small, so that also a busy machine looks often. */
const model = data('models/light_person_detector_192.onnx');

test.skip(model === null, 'the detector is not in the data folder');

test('a camera in which nothing moves leaves the detector to the other, and is looked at as soon as something does', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  await holdCameras(page, { clip: null, count: 2, still: [2] });
  await page.goto('/');
  await dropDetector(page, model!);
  await chooseCameras(page, 2);
  await start(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText('Motion in 1 of 2 cameras', { timeout: 30_000 });
  await page.getByRole('button', { name: /^Motion in / }).click();
  const panel = page.getByTestId('looking');
  await expect(panel).toContainText('The detector sees 192 × 192 pixels.');
  await expect(panel).toContainText('One look takes');
  await expect(row(page, 1)).toContainText('moves');
  await expect(row(page, 2)).toContainText('still');
  const rates = async () => {
    const [moving, still] = [await rate(page, 1), await rate(page, 2)];
    // On a slow machine the moving one has few looks too.
    return { more: moving > 1.5 * still, onceASecond: still >= 0.8 && still <= 1.6 };
  };
  await expect.poll(rates, { timeout: 20_000 }).toEqual({ more: true, onceASecond: true });
  await page.screenshot({ path: info.outputPath('sharing-1440.png') });
  expect(await violations(page)).toEqual([]);

  await page.evaluate(() => window.heldCameras.stir(2, true));
  await expect(row(page, 2)).toContainText('moves', { timeout: 5000 });
  await expect.poll(() => rate(page, 2), { timeout: 15_000 }).toBeGreaterThan(1.6);
  await page.evaluate(() => window.heldCameras.stir(2, false));
  await expect(row(page, 2)).toContainText('still', { timeout: 15_000 });

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(panel).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: info.outputPath('sharing-390.png') });
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await stop(page);
});

test('a camera that a person wants to be looked at more often is, in this run and in the next', async ({ page }) => {
  test.setTimeout(120_000);
  await holdCameras(page, { clip: null, count: 2 });
  await page.goto('/');
  await dropDetector(page, model!);
  await chooseCameras(page, 2);
  await page.getByTestId('camera-choice').first().getByLabel('Looked at').selectOption('More often');
  await start(page);
  await page.getByRole('button', { name: /^Motion in / }).click();
  await expect(row(page, 1)).toContainText('2 chosen × 4 for motion');
  const choose = row(page, 2).getByLabel('How often Camera 2 is looked at, against the others');
  await choose.selectOption('Less often');
  await expect(row(page, 2)).toContainText('0.5 chosen × 4 for motion');
  await page.keyboard.press('Escape');
  await stop(page);

  await chooseCameras(page, 2);
  await expect(page.getByTestId('camera-choice').nth(0).getByLabel('Looked at')).toHaveValue('2');
  await expect(page.getByTestId('camera-choice').nth(1).getByLabel('Looked at')).toHaveValue('0.5');
});

const row = (page: Page, camera: number) => page.getByTestId(`looking-cam${camera}`);

/** How often a camera was looked at lately, 1/s. */
async function rate(page: Page, camera: number): Promise<number> {
  return Number(/([\d.]+) × a second/u.exec((await row(page, camera).getByRole('cell').first().textContent())!)![1]);
}
