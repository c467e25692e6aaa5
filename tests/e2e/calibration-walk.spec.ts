/** One camera of a shop is calibrated, somebody walks about, and the other three know where they hang and what time it is. */
import { expect, test } from '@playwright/test';
import { cameraModel } from '#core/planning/camera.ts';
import { floorErrorIn } from '../support/floor-error.ts';
import { offGrid } from '../support/off-grid.ts';
import { runCli } from '../support/run-cli.ts';
import { file } from '../support/tiny-files.ts';
import { WALK_SEED, walkScenario, walkedSession } from '../support/walked-session.ts';
import { storedProjects } from '../support/stored-projects.ts';
import { violations } from './pages.ts';
import { dropFiles, watchManners } from './support.ts';

/** s */
const LATE = [0, 0.18, -0.24, 0.4];
const ROOM = { x: 6, y: 5 };

test('what a stored session saw of a walk calibrates three cameras and their clocks', async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(150_000);
  const manners = watchManners(page, baseURL!);
  const folder = info.outputPath('walk');
  await runCli(['simulate', '--scenario', walkScenario, '--seed', String(WALK_SEED), '--out', folder]);
  const { truth, archive } = await walkedSession(folder, LATE);
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('walk.zip'), archive)]);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });

  await page.goto(`${page.url().split('?')[0]!}/calibrate/cam2`);
  await page.getByRole('link', { name: 'Calibrate several cameras by walking' }).click();
  const walk = page.getByTestId('walk');
  await expect(page.getByRole('combobox', { name: 'Camera that is calibrated' })).toHaveValue('cam1');
  const began = Date.now();
  await page.getByRole('button', { name: 'Look at the walk' }).click();
  await expect(walk).toHaveAttribute('data-phase', 'solved', { timeout: 90_000 });
  info.annotations.push({ type: 'looking and solving, s', description: String((Date.now() - began) / 1000) });
  await expect(page.getByTestId('walk-result')).toHaveCount(3);
  // The grid lies on the floor of all four.
  for (const [i, camera] of (await page.getByTestId('walk-camera').all()).entries())
    expect(await offGrid(camera, truth, truth.cameras[i]!)).toBeLessThan(8);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`solved-${scheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.screenshot({ path: info.outputPath('solved-390.png'), fullPage: true });
  await page.setViewportSize({ width: 1440, height: 900 });

  const before = page.url();
  await page.getByRole('button', { name: 'Save 3 cameras and the clocks' }).click();
  await expect(page.getByText('Saved what the walk told of 3 cameras')).toBeVisible({ timeout: 30_000 });
  expect(page.url()).not.toBe(before);
  const saved = (await storedProjects(page)).find(({ cameras }) =>
    cameras.some(({ calibration }) => calibration.method === 'walking'),
  )!;
  for (const [i, camera] of saved.cameras.entries()) {
    if (i === 0) expect(camera).toEqual(truth.cameras[0]);
    else {
      expect(camera.calibration.method).toBe('walking');
      expect(floorErrorIn(cameraModel(truth.cameras[i]!), cameraModel(camera), ROOM)).toBeLessThan(0.12);
      expect(Math.abs(camera.clock!.offsetMicros / 1e6 - LATE[i]!)).toBeLessThan(0.04);
    }
  }
  // What it came from is as it was.
  await page.goto(before);
  await expect(page.getByRole('combobox', { name: 'Camera that is calibrated' })).toHaveValue('cam1');
  await expect(page.getByRole('combobox').locator('option')).toHaveCount(1);
  expect(manners.offences).toEqual([]);
});
