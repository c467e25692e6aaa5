/**
 * As somebody does it who has a shop, four webcams and this page: one camera is calibrated by clicking, somebody walks about, and the
 * other three are found. The cameras show a simulated shop, filmed before; who is in their pictures our own detector says.
 *
 * What a new user takes for it is counted, in seconds: {@link PRESS} for every click, field and button, which the test presses faster
 * than a person does; the walk at the speed at which it was filmed; and all that the page lets one wait for, by the clock. The cameras
 * show the walk at a quarter of its speed, because four of them and their pictures share two cores with the detector.
 */
import { expect, test } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { chanceOf } from '#core/simulation/chance.ts';
import { liveProject } from '#core/planning/live-project.ts';
import { cameras, filmWalk, walkLasts } from '../support/filmed-walk.ts';
import { floorErrorIn } from '../support/floor-error.ts';
import { offGrid } from '../support/off-grid.ts';
import { chooseCameras } from '../support/live-run.ts';
import { storedSetUp } from '../support/stored-projects.ts';
import { holdCameras } from '../support/webcams.ts';
import { clickPicture, clickPlan } from './calibrating.ts';
import { dropDetector } from './support.ts';

const detector = fileURLToPath(new URL('../../models/shop-detector/shop-detector.onnx', import.meta.url));
/** Of a click in the picture, px of 640. */
const CLICK_SIGMA = 2;
const ROOM = { x: 6, y: 5 };
/** How fast the cameras show the walk, of how fast it was. */
const RATE = 0.25;
/** What a new user may take for it, s; and for one click or key that they find. */
const [PATIENCE, PRESS] = [300, 5];
/** Corners of fixtures and of the room, and places before them, that the first camera sees. */
const MARKS = [
  [2, 2.2],
  [4.2, 2.2],
  [0.9, 4.56],
  [3.9, 4.56],
  [0.62, 1.75],
  [0.62, 3.55],
  [1.8, 0.95],
  [3, 1.2],
] as const;

test('four webcams are calibrated by one who clicks and walks, within five minutes', async ({ page }, info) => {
  test.setTimeout(1_800_000);
  page.setDefaultTimeout(60_000);
  const lasts = walkLasts();
  await holdCameras(page, { clip: null, clips: await filmWalk(), count: 4 });
  await page.goto('/');
  await dropDetector(page, detector);
  await chooseCameras(page, 4);
  // A detector dropped, cameras allowed, and four of them chosen.
  let presses = 6;
  for (const [label, value] of [
    ['Width', ROOM.x],
    ['Depth', ROOM.y],
  ] as const) {
    await page.getByRole('textbox', { name: label }).fill(String(value));
    await page.keyboard.press('Tab');
    presses++;
  }
  await page.getByRole('link', { name: /^Calibrate Camera 1/u }).click();
  await page.getByTestId('calibrate-picture').waitFor();
  const real = cameraModel(cameras[0]!);
  const room = liveProject('', [], '', { width: ROOM.x, depth: ROOM.y });
  const chance = chanceOf(1).fork('clicks');
  const beside = () => CLICK_SIGMA * chance.normal();
  for (const [x, y] of MARKS) {
    const seen = projectToImage(real, { x, y, z: 0 })!;
    if (seen.x < 5 || seen.x > 635 || seen.y < 5 || seen.y > 355) continue;
    await clickPicture(page, seen.x + beside(), seen.y + beside());
    await clickPlan(page, x, y, room);
    presses += 2;
  }
  await page.getByRole('button', { name: 'Save calibration' }).click();
  await page.getByRole('link', { name: 'Calibrate several cameras by walking' }).click();

  const walk = page.getByTestId('walk');
  const waited = { loading: 0, solving: 0 };
  let began = Date.now();
  await page.getByRole('button', { name: 'Start walking' }).click();
  await expect(walk).toHaveAttribute('data-phase', 'walking', { timeout: 120_000 });
  waited.loading = (Date.now() - began) / 1000;
  await page.evaluate((rate) => window.heldCameras.play(rate), RATE);
  await page.waitForTimeout((500 * lasts) / RATE);
  await page.screenshot({ path: info.outputPath('walking.png'), fullPage: true });
  await page.waitForTimeout((500 * lasts) / RATE);
  began = Date.now();
  await page.getByRole('button', { name: 'Done walking' }).click();
  await expect(walk).toHaveAttribute('data-phase', 'solved', { timeout: 240_000 });
  waited.solving = (Date.now() - began) / 1000;
  await page.screenshot({ path: info.outputPath('solved.png'), fullPage: true });
  info.annotations.push({
    type: 'what is said of each camera',
    description: (await page.getByTestId('walk-camera').allInnerTexts()).join(' / ').replaceAll('\n', ' '),
  });
  await expect(page.getByTestId('walk-result')).toHaveCount(3);
  // The grid lies on the floor of all four.
  const off: number[] = [];
  for (const [i, camera] of (await page.getByTestId('walk-camera').all()).entries())
    off.push(await offGrid(camera, room, cameras[i]!));
  info.annotations.push({
    type: 'grid beside the floor, px of 640',
    description: off.map((px) => px.toFixed(1)).join(', '),
  });
  expect(Math.max(...off)).toBeLessThan(15);
  await page.getByRole('button', { name: 'Save 3 cameras and the clocks' }).click();
  await expect(page.getByText('Saved what the walk told of 3 cameras')).toBeVisible();
  // To the first camera, its saving, to the walk, its beginning, its end, its saving.
  presses += 6;
  const took = PRESS * presses + lasts + waited.loading + waited.solving;

  const saved = await storedSetUp(page);
  const figures = cameras.map((camera, i) => {
    const found = saved.cameras.find(({ id }) => id === `held-${i + 1}`)!;
    const floor = 100 * floorErrorIn(cameraModel(camera), cameraModel(found), ROOM);
    const clock = ((found.clock?.offsetMicros ?? 0) * RATE) / 1000;
    return { method: found.calibration.method, floor, clock };
  });
  const all = figures.map(({ floor, clock }) => `${floor.toFixed(1)} cm, ${clock.toFixed(0)} ms`).join('; ');
  const words = `${took.toFixed(0)} s, of which ${presses} presses, ${waited.loading} s loading, ${waited.solving} s solving: ${all}`;
  info.annotations.push({ type: 'time, floors and clocks', description: words });
  expect(took).toBeLessThan(PATIENCE);
  for (const { method, floor, clock } of figures.slice(1)) {
    expect(method).toBe('walking');
    expect(floor).toBeLessThan(25);
    // They began at once; a picture is as old as a fifth of a second.
    expect(Math.abs(clock)).toBeLessThan(150);
  }

  await page.getByRole('button', { name: 'Undo saving' }).click();
  await expect
    .poll(async () => (await storedSetUp(page)).cameras.map(({ calibration }) => calibration.method).sort())
    .toEqual(['clicked points', 'none', 'none', 'none']);
});
