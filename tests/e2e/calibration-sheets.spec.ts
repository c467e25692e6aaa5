/** Four cameras of a rendered shop are told where they hang by sheets on its floor, with the page alone. */
import { readFile } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import { type CameraModel, cameraCentre, projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { writeZip } from '#storage/write-zip.ts';
import { type ServedPage, servePage } from '../support/serve-page.ts';
import type { SynthPage } from '../support/pages/synth/page.ts';
import { floorError } from '../support/sheet-floor.ts';
import { SHEET_SHOP, sheetShop } from '../support/sheet-shop.ts';
import { file } from '../support/tiny-files.ts';
import { violations } from './pages.ts';
import { dropFiles, watchManners } from './support.ts';

/** m; farther away, squares are a few px. */
const FAR = 6;

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
    await expect(page.getByText('With one measured sheet a wrong print size does not show.')).toBeVisible();
    await expect(page.getByText('A sheet that is partly covered is not read')).toBeVisible();
    if (camera.id === 'cam1') expect(await violations(page)).toEqual([]);
    const grid = await gridShare(page, cameraModel(camera));
    info.annotations.push({ type: 'grid', description: JSON.stringify(grid) });
    expect(grid.on).toBeGreaterThan(0.9);
    expect(grid.between).toBeLessThan(0.1);
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

test('on paper there are the sheets, one a page, and nothing that the page had to say', async ({ page }, info) => {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('shop.zip'), 'no zip')]);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/sheets'));
  await expect(page.getByTestId('paper-8')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByTestId('paper-8')).toBeVisible();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/gu)).toHaveLength(8);
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

/**
 * How much of the grid is drawn in the picture, as shares: `on` of places where a whole metre of the floor is seen by the true
 * camera, `between` of places in the middle of a square of metres, where no line must be.
 */
async function gridShare(page: Page, camera: CameraModel): Promise<{ readonly on: number; readonly between: number }> {
  const hangs = cameraCentre(camera);
  const seen = (spots: readonly (readonly [number, number])[]) =>
    spots.flatMap(([x, y]) => {
      const at = projectToImage(camera, { x, y, z: 0 });
      const inside = at && at.x > 20 && at.y > 20 && at.x < camera.width - 20 && at.y < camera.height - 20;
      return inside && Math.hypot(x - hangs.x, y - hangs.y) < FAR ? [[at.x, at.y] as const] : [];
    });
  const metres = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const squares = metres(0, 7).flatMap((x) => metres(0, 5).map((y) => [x + 0.5, y + 0.5] as const));
  const lines = squares.flatMap(([x, y]) => [[x + 0.5, y] as const, [x, y + 0.5] as const]);
  const [on, between] = await page
    .getByTestId('calibrate-picture')
    .locator('canvas')
    .evaluate(drawnAt, { places: [seen(lines), seen(squares)], width: camera.width });
  return { on: on!, between: between! };
}

/** In the page. @param places - px of the frame. @returns Of each list, how many lie by a line of the grid, as a share. */
function drawnAt(
  canvas: Element,
  { places, width }: { readonly places: (readonly (readonly [number, number])[])[]; readonly width: number },
): readonly number[] {
  const [scale, context] = [
    (canvas as HTMLCanvasElement).width / width,
    (canvas as HTMLCanvasElement).getContext('2d')!,
  ];
  const reach = 3;
  // The grid is drawn in #7ee3c8: nothing else is as green and as little red.
  const drawn = ([x, y]: readonly [number, number]) => {
    const side = 2 * reach + 1;
    const { data } = context.getImageData(Math.round(x * scale) - reach, Math.round(y * scale) - reach, side, side);
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 1]! - data[i]! > 40 && data[i + 2]! - data[i]! > 25) return true;
    return false;
  };
  return places.map((list) => list.filter(drawn).length / list.length);
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
