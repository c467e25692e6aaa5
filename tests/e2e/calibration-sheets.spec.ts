/** Four cameras of a rendered shop are told where they hang by sheets on its floor, with the page alone. */
import { readFile } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { writeZip } from '#storage/write-zip.ts';
import { type ServedPage, servePage } from '../support/serve-page.ts';
import type { SynthPage } from '../support/pages/synth/page.ts';
import { floorError } from '../support/sheet-floor.ts';
import { SHEET_SHOP, sheetShop } from '../support/sheet-shop.ts';
import { file } from '../support/tiny-files.ts';
import { violations } from './calibrating.ts';
import { dropFiles, watchManners } from './support.ts';

type Drawn = Window & { readonly page: SynthPage };

let served: ServedPage;
test.beforeAll(async () => {
  served = await servePage('synth');
});
test.afterAll(async () => served[Symbol.asyncDispose]());

test('four cameras are calibrated by the sheets they see, and the metre grid lies on the floor', async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(150_000);
  const { truth, unknown } = sheetShop();
  const clips = await filmShop(
    page,
    truth.cameras.map(({ id }) => id),
  );
  const manners = watchManners(page, baseURL!);
  await page.goto('/');
  const zip = await writeZip([
    { path: 'project.json', data: JSON.stringify(unknown) },
    ...[...clips].map(([camera, base64]) => ({
      path: `clips/${camera}.webm`,
      data: new Blob([new Uint8Array(Buffer.from(base64, 'base64'))]),
    })),
  ]);
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('shop.zip'), zip)]);
  await expect(page.getByTestId('session')).toBeVisible();

  for (const camera of truth.cameras) {
    await page.evaluate((id) => (location.hash = `#/pilot/-/calibrate/${id}`), camera.id);
    await expect(page.getByRole('heading', { name: `Calibrate ${camera.name}` })).toBeVisible();
    await page.getByRole('tab', { name: 'Printed sheets' }).click();
    await expect(page.getByRole('slider', { name: 'Picture at' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Find sheets' }).click();
    await expect(page.getByTestId('sheets-list')).toBeVisible({ timeout: 60_000 });
    if (camera.id === 'cam1') await measureFirst(page);
    await expect(page.getByTestId('sheets-expected')).toBeVisible({ timeout: 60_000 });
    if (camera.id === 'cam1') expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`${camera.id}.png`), fullPage: true });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download project.json' }).click();
    await (await download).saveAs(info.outputPath(`${camera.id}.json`));
    await page.getByRole('button', { name: 'Save calibration' }).click();
    await expect(page.getByText(`${camera.name} is calibrated.`)).toBeVisible();
    const saved = await savedProject(info.outputPath(`${camera.id}.json`));
    const now = saved.cameras.find(({ id }) => id === camera.id)!;
    expect(now.calibration.method).toBe('printed sheets');
    const off = floorError(cameraModel(camera), cameraModel(now));
    info.annotations.push({ type: 'floor error', description: `${camera.name}: ${off.toFixed(2)} cm` });
    expect(off).toBeLessThan(3);
  }
  expect(manners.offences).toEqual([]);
});

/** Where sheet 1 lies: its middle, and its arrow up. */
async function measureFirst(page: Page): Promise<void> {
  await expect(page.getByText('Nothing ties the sheets')).toBeVisible();
  await page.getByRole('button', { name: 'Sheet 1', exact: true }).click();
  await page.getByRole('textbox', { name: 'Sheet 1 on the plan: x' }).fill('4');
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Sheet 1 on the plan: y' }).fill('3');
  await page.keyboard.press('Tab');
  await page.getByRole('combobox', { name: 'Arrow of sheet 1' }).fill('90');
  await page.keyboard.press('Enter');
}

async function filmShop(page: Page, cameras: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await page.goto(served.url);
  await page.evaluate((scenario) => (window as unknown as Drawn).page.open(scenario, 1), SHEET_SHOP);
  const clips = new Map<string, string>();
  for (const camera of cameras)
    clips.set(camera, await page.evaluate((id) => (window as unknown as Drawn).page.record(id), camera));
  return clips;
}

async function savedProject(path: string): Promise<Project> {
  return JSON.parse(await readFile(path, 'utf8')) as Project;
}
