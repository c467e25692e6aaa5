/** A camera is told where it hangs by the files of another program; what it was before can be brought back. */
import { readFile } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import type { Project } from '#core/planning/project.ts';
import { trueCamera, uncalibratedProject } from '../support/marked-floor.ts';
import { openCalibration, worstOnFloor } from './calibrating.ts';
import { violations } from './pages.ts';
import { watchManners } from './support.ts';

const { fx, fy, cx, cy, rotation, translation } = trueCamera;
const matrix = (rows: number, cols: number, data: readonly number[]) =>
  `!!opencv-matrix\n   rows: ${rows}\n   cols: ${cols}\n   dt: d\n   data: [ ${data.join(', ')} ]\n`;

/** As OpenCV writes it, lengths in centimetres. @param raised - cm. */
const yaml = (raised = 0) => `%YAML:1.0
---
camera_matrix: ${matrix(3, 3, [fx, 0, cx, 0, fy, cy, 0, 0, 1])}distortion_coefficients: ${matrix(5, 1, [0, 0, 0, 0, 0])}R: ${matrix(3, 3, rotation)}tvec: ${matrix(
  3,
  1,
  translation.map((m, i) => 100 * m - rotation[3 * i + 2]! * raised),
)}`;

async function choose(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const region = page.getByRole('region', { name: 'Files of the calibration' });
  await region
    .getByTestId('files')
    .setInputFiles(Object.entries(files).map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })));
}

async function download(page: Page): Promise<Project> {
  const event = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download project.json' }).click();
  return JSON.parse(await readFile(await (await event).path(), 'utf8')) as Project;
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save calibration' }).click();
  await expect(page.getByTestId('session')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/pilot/-/calibrate/cam1'));
  await expect(page.getByTestId('calibrate')).toBeVisible();
}

test('a file puts the grid on the floor; what was there before is compared with and brought back', async ({
  page,
  baseURL,
}, info) => {
  const manners = watchManners(page, baseURL!);
  await openCalibration(page, info.outputPath('shop.zip'));
  await page.getByRole('tab', { name: 'From a file' }).click();
  await choose(page, { 'cam1.yml': yaml() });
  const read = page.getByTestId('calibrate-imported');
  await expect(read).toContainText('Read: cam1 of cam1.yml');
  await expect(page.getByLabel('Lengths in')).toHaveValue('cm');
  await expect(page.getByLabel('Upwards is')).toHaveValue('+z');
  await page.screenshot({ path: info.outputPath('import.png') });
  expect(await violations(page)).toEqual([]);
  const first = await download(page);
  expect(worstOnFloor(first)).toBeLessThan(0.001);
  expect(first.cameras[0]!.calibration).toMatchObject({ method: 'imported file', residualPx: null });
  await save(page);

  // Another file, in which it hangs 30 cm higher; its grid lies beside the one that is saved.
  await page.getByRole('tab', { name: 'From a file' }).click();
  await choose(page, { 'cam1.yml': yaml(30) });
  await page.getByRole('button', { name: 'Compare with the saved one' }).click();
  await expect(page.getByText('Dotted: as it is saved')).toBeVisible();
  await page.screenshot({ path: info.outputPath('compare.png') });
  await save(page);

  await page.getByRole('tab', { name: 'Earlier' }).click();
  await page.getByRole('radio', { name: /Calibrated from a file/u }).check();
  await page.screenshot({ path: info.outputPath('earlier.png') });
  expect(await violations(page)).toEqual([]);
  const back = await download(page);
  expect(back.cameras[0]!.pose).toEqual(first.cameras[0]!.pose);
  expect(back.cameras[0]!.earlier).toHaveLength(1);
  await save(page);
  expect(manners.offences).toEqual([]);
});

test('files that cannot be used are told apart, and the calibration stays', async ({ page }, info) => {
  await openCalibration(page, info.outputPath('shop.zip'));
  await page.getByRole('tab', { name: 'From a file' }).click();
  await choose(page, { 'cam1.yml': yaml().replace('rows: 3', 'rows: 4') });
  await expect(page.getByRole('alert')).toContainText('A camera file is not written as it should be.');
  await expect(page.getByRole('alert')).toContainText('cam1.yml:7');
  await choose(page, { 'lens.yml': `${yaml().split('R: ')[0]!}fisheye_model: 1\n` });
  await expect(page.getByRole('alert')).toContainText('kind of lens that cannot be used here');

  // The floor above the camera.
  await choose(page, { 'cam1.yml': yaml() });
  await page.getByLabel('Upwards is').selectOption('-z');
  await expect(page.getByTestId('calibrate-import-fault')).toContainText('under the floor');
  await expect(page.getByTestId('calibrate-missing')).toBeVisible();
  await page.getByLabel('Upwards is').selectOption('+z');
  await page.getByLabel('Lengths in').selectOption('m');
  await expect(page.getByTestId('calibrate-import-fault').first()).toContainText('unusual for a camera in a shop');

  // Two cameras, neither of which has this one's name.
  const camera = yaml().split('---\n')[1]!.replaceAll('\n', '\n  ');
  await choose(page, { 'both.yml': `left:\n  ${camera}\nright:\n  ${camera}` });
  await expect(page.getByTestId('calibrate-imported')).toBeHidden();
  await page.getByLabel('Which one is this camera?').selectOption('right');
  await expect(page.getByTestId('calibrate-imported')).toContainText('Read: right of both.yml');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('calibrate-imported')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByTestId('calibrate-imported')).toContainText('Read: cam1 of cam1.yml');
});

function movedShop(): Project {
  const shop = uncalibratedProject();
  shop.cameras[0]!.calibration = {
    method: 'walking',
    date: '2026-11-20',
    residualPx: 2,
    residualCm: 4,
    stale: { date: '2026-11-26', why: 'bumped' },
  };
  return shop;
}

test('a camera that was turned back to where it was is believed again', async ({ page }, info) => {
  await openCalibration(page, info.outputPath('shop.zip'), movedShop());
  await expect(page.getByTestId('calibrate-quality')).toContainText('Was moved');
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('moved.png') });
  await page.getByRole('button', { name: 'It hangs as before' }).click();
  await expect(page.getByTestId('calibration-stale')).toBeHidden();
  await expect(page.getByTestId('calibrate-quality')).toContainText('Calibrated');
});

test('a calibration that is doubted says since when, why, and what to do', async ({ page }, info) => {
  const shop = movedShop();
  await openCalibration(page, info.outputPath('shop.zip'), shop);
  await expect(page.getByTestId('calibration-stale')).toContainText('This camera was moved, noticed on Nov 26, 2026');
  await expect(page.getByTestId('calibrate-made')).toContainText('Calibrated by walking, Nov 20, 2026, off by 4 cm');
  await page.getByRole('tab', { name: 'From a file' }).click();
  await choose(page, { 'cam1.yml': yaml() });
  await save(page);
  await expect(page.getByTestId('calibration-stale')).toBeHidden();

  // The one before is offered with its mark, also after a look at another way.
  await page.getByRole('tab', { name: 'Earlier' }).click();
  await page.getByRole('radio', { name: /by walking.*, was moved since/u }).check();
  await page.getByRole('tab', { name: 'Click' }).click();
  await page.getByRole('tab', { name: 'Earlier' }).click();
  await expect(page.getByTestId('calibrate-quality')).toContainText('Was moved');
  await save(page);
  await expect(page.getByTestId('calibration-stale')).toBeVisible();
});
