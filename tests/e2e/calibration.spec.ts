/** A person tells a camera where it hangs, by clicking the same corners in its picture and on the plan. */
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, expect, test } from '@playwright/test';
import { projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { fitPlan, planExtent } from '#overlay/plan-view.ts';
import { writeZip } from '#storage/zip.ts';
import { mulberry32 } from '../support/floor-world.ts';
import { MARKS, drawFloor, seenAt, trueCamera, uncalibratedProject } from '../support/marked-floor.ts';
import { file } from '../support/tiny-files.ts';
import { dropFiles, watchManners } from './support.ts';

const project = uncalibratedProject();

test('by six clicks the metre grid comes to lie on the floor', async ({ page, baseURL }, info) => {
  const manners = watchManners(page, baseURL!);
  await openCalibration(page, info.outputPath('shop.zip'));
  const step = page.getByTestId('calibrate-step');
  await expect(step).toContainText('Click something on the floor');
  await expect(page.getByRole('slider', { name: 'Picture at' })).toBeVisible();

  const random = mulberry32(7);
  const jitter = () => 2 * random() - 1;
  for (const [x, y] of MARKS.slice(0, 5)) {
    const seen = seenAt(x, y);
    await clickPicture(page, seen.x + jitter(), seen.y + jitter());
    await expect(step).toContainText('same place on the plan');
    await clickPlan(page, x, y);
  }
  // The last one by keys alone: the cross to the corner, Enter, and the same on the plan.
  const [x, y] = MARKS[5]!;
  const seen = seenAt(x, y);
  await page.keyboard.press('Escape');
  await walkTo(page, seen.x - 320, seen.y - 180, 1);
  await page.keyboard.press('Enter');
  const { left, right, bottom, top } = planExtent(project);
  await walkTo(page, x - (left + right) / 2, (bottom + top) / 2 - y, 0.01);
  await page.keyboard.press('Enter');
  await expect(step).toContainText('The grid should lie on the floor');
  await page.screenshot({ path: info.outputPath('calibrate.png') });
  expect(await violations(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download project.json' }).click();
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8')) as Project;
  expect(saved.cameras[0]!.calibration.method).toBe('clicked points');
  expect(saved.cameras[0]!.calibration.residualPx).toBeLessThan(3);
  expect(worstOnFloor(saved)).toBeLessThan(0.1);

  await page.getByRole('button', { name: 'Save calibration' }).click();
  await expect(page.getByTestId('session')).toBeVisible();
  expect(manners.offences).toEqual([]);
});

test('a wrong point is named, undone and done again; one on a line is not enough', async ({ page }, info) => {
  await openCalibration(page, info.outputPath('shop.zip'));
  for (const [x, y] of [
    [0, 3],
    [1, 3],
    [2.6, 3],
    [4, 3],
  ] as const)
    await clickMark(page, x, y);
  await expect(page.getByText('The points lie on one line on the plan')).toBeVisible();
  await clickMark(page, 1, 2.6);
  await expect(page.getByText('The points lie on one line on the plan')).toBeHidden();
  await clickMark(page, 2.6, 2.6);
  const good = await page.getByTestId('calibrate-result').innerText();

  // On another tile of the plan than in the picture.
  const seen = seenAt(3.5, 2);
  await clickPicture(page, seen.x, seen.y);
  await clickPlan(page, 3, 1.5);
  await expect(page.getByText('Point 7 is probably wrong')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('calibrate-result')).toHaveText(good);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByTestId('calibrate-step')).toContainText('same place on the plan');
});

async function openCalibration(page: Page, path: string): Promise<void> {
  await page.goto('/');
  const clip = await recordFloor(page);
  const zip = await writeZip([
    { path: 'project.json', data: JSON.stringify(project) },
    { path: 'clips/cam1.webm', data: new Blob([clip]) },
  ]);
  await dropFiles(page, 'Open a recording', [await file(path, zip)]);
  await expect(page.getByTestId('session')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/pilot/-/calibrate/cam1'));
  await expect(page.getByTestId('calibrate')).toBeVisible();
}

/** The picture as a clip of a second, made by the browser. */
async function recordFloor(page: Page): Promise<Uint8Array<ArrayBuffer>> {
  const base64 = await page.evaluate(
    async ({ pixels, width, height }) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext('2d')!;
      const image = new ImageData(
        Uint8ClampedArray.from(atob(pixels), (char) => char.charCodeAt(0)),
        width,
      );
      const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const ended = new Promise((resolve) => (recorder.onstop = resolve));
      recorder.start();
      const draw = setInterval(() => context.putImageData(image, 0, 0), 50);
      setTimeout(() => recorder.stop(), 1500);
      await ended;
      clearInterval(draw);
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { pixels: Buffer.from(drawFloor()).toString('base64'), width: 640, height: 360 },
  );
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

async function clickMark(page: Page, x: number, y: number): Promise<void> {
  const seen = seenAt(x, y);
  await clickPicture(page, seen.x, seen.y);
  await clickPlan(page, x, y);
}

async function clickPicture(page: Page, x: number, y: number): Promise<void> {
  const pane = page.getByTestId('calibrate-picture');
  const { width } = await boxOf(pane);
  await pane.click({ position: { x: (x * width) / 640, y: (y * width) / 640 } });
}

async function clickPlan(page: Page, x: number, y: number): Promise<void> {
  const pane = page.getByTestId('calibrate-plan');
  const { width, height } = await boxOf(pane);
  const view = fitPlan(planExtent(project), width, height);
  await pane.click({ position: { x: view.x(x), y: view.y(y) } });
}

/** Moves the cross from the middle of the focused pane, in big steps and small ones. @param unit - Of a small one. */
async function walkTo(page: Page, right: number, down: number, unit: number): Promise<void> {
  for (const [way, keys] of [
    [right, ['ArrowLeft', 'ArrowRight']],
    [down, ['ArrowUp', 'ArrowDown']],
  ] as const) {
    const key = keys[way < 0 ? 0 : 1];
    const steps = Math.round(Math.abs(way) / unit);
    for (let i = 0; i < Math.floor(steps / 10); i++) await page.keyboard.press(`Shift+${key}`);
    for (let i = 0; i < steps % 10; i++) await page.keyboard.press(key);
  }
}

async function boxOf(pane: Locator): Promise<{ readonly width: number; readonly height: number }> {
  return (await pane.boundingBox())!;
}

/** How far from where it belongs the farthest corner of the grid lies, of those the true camera sees, m. */
function worstOnFloor(saved: Project): number {
  const found = cameraModel(saved.cameras[0]!);
  let worst = 0;
  let seen = 0;
  for (let x = 0; x <= 4; x += 0.25) {
    for (let y = 0; y <= 3; y += 0.25) {
      const inPicture = projectToImage(trueCamera, { x, y, z: 0 });
      if (!inPicture || inPicture.x < 0 || inPicture.x > 640 || inPicture.y < 0 || inPicture.y > 360) continue;
      const drawn = projectToImage(found, { x, y, z: 0 })!;
      const lies = projectToGround(trueCamera, imagePoint(drawn.x, drawn.y), { x: 1, y: 1 })!.at;
      worst = Math.max(worst, Math.hypot(lies.x - x, lies.y - y));
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(40);
  return worst;
}

async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = (await new AxeBuilder({ page }).withTags(tags).analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
