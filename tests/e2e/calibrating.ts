/** What a person does on the calibration screen: marks that are seen in the picture are given on the plan. */
import { type Locator, type Page, expect } from '@playwright/test';
import { projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { fitPlan, planExtent } from '#overlay/plan-view.ts';
import { writeZip } from '#storage/write-zip.ts';
import { drawFloor, seenAt, trueCamera, uncalibratedProject } from '../support/marked-floor.ts';
import { file } from '../support/tiny-files.ts';
import { dropFiles } from './support.ts';

const project = uncalibratedProject();

/** @param shop - With one camera, `cam1`, that sees the marked floor. */
export async function openCalibration(page: Page, path: string, shop: Project = project): Promise<void> {
  await page.goto('/');
  const clip = await recordFloor(page);
  const zip = await writeZip([
    { path: 'project.json', data: JSON.stringify(shop) },
    { path: 'clips/cam1.webm', data: new Blob([clip]) },
  ]);
  await dropFiles(page, 'Open a recording', [await file(path, zip)]);
  await expect(page.getByTestId('session')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/pilot/-/calibrate/cam1'));
  await expect(page.getByTestId('calibrate')).toBeVisible();
}

/** The picture as a clip of a second, made by the browser. */
export async function recordFloor(page: Page): Promise<Uint8Array<ArrayBuffer>> {
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

export async function clickMark(page: Page, x: number, y: number): Promise<void> {
  const seen = seenAt(x, y);
  await clickPicture(page, seen.x, seen.y);
  await clickPlan(page, x, y);
}

export async function clickPicture(page: Page, x: number, y: number): Promise<void> {
  const pane = page.getByTestId('calibrate-picture');
  const { width } = await boxOf(pane);
  await pane.click({ position: { x: (x * width) / 640, y: (y * width) / 640 } });
}

/** @param shown - Whose plan it is. */
export async function clickPlan(page: Page, x: number, y: number, shown: Project = project): Promise<void> {
  const pane = page.getByTestId('calibrate-plan');
  const { width, height } = await boxOf(pane);
  const view = fitPlan(planExtent(shown), width, height);
  await pane.click({ position: { x: view.x(x), y: view.y(y) } });
}

/** Moves the cross from the middle of the focused pane, in big steps and small ones. @param unit - Of a small one. */
export async function walkTo(page: Page, right: number, down: number, unit: number): Promise<void> {
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

export async function boxOf(pane: Locator): Promise<{ readonly width: number; readonly height: number }> {
  return (await pane.boundingBox())!;
}

/** How far from where it belongs the farthest corner of the grid lies, of those the true camera sees, m. */
export function worstOnFloor(saved: Project): number {
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

/** By Tab from the button that adds a point: its place in the picture, on the plan, and its height. */
export async function typePoint(page: Page, values: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add a point by typing' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /in the picture: from the left/u }).last()).toBeFocused();
  for (const value of values) {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(value);
    await page.keyboard.press('Tab');
  }
}

/** The same, of a mark of the floor. */
export async function typeMark(page: Page, x: number, y: number): Promise<void> {
  const seen = seenAt(x, y);
  // A comma or a point: both are a number.
  await typePoint(page, [seen.x.toFixed(1), seen.y.toFixed(1).replace('.', ','), String(x), String(y), '0']);
}
