/** A camera with a hand before it: said with what to do, set aside, and taken back; the others go on. */
import { expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { chooseCameras, start, stop } from '../support/live-run.ts';
import { holdCameras } from '../support/webcams.ts';
import { violations } from './pages.ts';
import { dropDetector } from './support.ts';

/** Small, so that also a busy machine looks often. */
const model = data('models/light_person_detector_192.onnx');

test.skip(model === null, 'the detector is not in the data folder');

test('a covered camera is set aside and says why, and is used again when nothing is before it', async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await holdCameras(page, { clip: null, count: 2 });
  await page.goto('/');
  await dropDetector(page, model!);
  await chooseCameras(page, 2);
  await start(page);
  const health = page.getByLabel('Health', { exact: true });
  const strip = page.getByRole('button', { name: 'Clocks agree' });
  await expect(strip).toBeVisible({ timeout: 30_000 });

  await page.evaluate(() => window.heldCameras.cover(2, true));
  await expect(health).toContainText('Camera 2 shows nothing: something is before it', { timeout: 20_000 });
  await page.getByRole('button', { name: '1 of 2 cameras set aside' }).click();
  const panel = page.getByTestId('clocks');
  await expect(panel.getByRole('row', { name: /Camera 2/ })).toContainText('shows nothing');
  await expect(panel.getByRole('row', { name: /Camera 1/ })).toContainText('used');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: width === 1440 ? 900 : 844 });
      await expect(panel).toBeVisible();
      await page.screenshot({ path: info.outputPath(`covered-${width}-${colorScheme}.png`) });
    }
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');

  await page.evaluate(() => window.heldCameras.cover(2, false));
  await expect(strip).toBeVisible({ timeout: 20_000 });
  await expect(health).not.toContainText('shows nothing');
  await expect(page.getByText('Camera 2 is used again.')).toBeVisible();
  await stop(page);
});
