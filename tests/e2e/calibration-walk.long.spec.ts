/**
 * As somebody does it who has a shop, four webcams and this page: one camera is calibrated by clicking, somebody walks about, and the
 * other three are found. The cameras show a simulated shop, filmed before; who is in their pictures the detector says that comes
 * with the page.
 */
import { type Page, expect, test } from '@playwright/test';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { liveProject } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { readFileSync } from 'node:fs';
import { filmWalk, walkScenario } from '../support/filmed-walk.ts';
import { floorErrorIn } from '../support/floor-error.ts';
import { chooseCameras } from '../support/live-run.ts';
import { holdCameras } from '../support/webcams.ts';
import { clickPicture, clickPlan } from './calibrating.ts';

const ROOM = { x: 6, y: 5 };
const FPS = 3;
/** Of the walk, s. */
const WALK = 50;
/** What a new user may take for it, by the clock, s. */
const PATIENCE = 300;
const { cameras } = readScenario(readFileSync(walkScenario, 'utf8'), 'walk.txt').store;
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
  test.setTimeout(1_500_000);
  const clips = await filmWalk(FPS);
  await holdCameras(page, { clip: null, clips: clips.map(({ bytes }) => bytes), count: 4 });
  await chooseCameras(page, 4);
  const began = Date.now();
  for (const [label, value] of [
    ['Width', ROOM.x],
    ['Depth', ROOM.y],
  ] as const) {
    await page.getByRole('textbox', { name: label }).fill(String(value));
    await page.keyboard.press('Tab');
  }
  await page.getByRole('link', { name: /^Calibrate Camera 1/u }).click();
  await page.getByTestId('calibrate-picture').waitFor();
  const real = cameraModel(cameras[0]!);
  const room = liveProject('', [], '', { width: ROOM.x, depth: ROOM.y });
  for (const [x, y] of MARKS) {
    const seen = projectToImage(real, { x, y, z: 0 })!;
    if (seen.x < 5 || seen.x > 635 || seen.y < 5 || seen.y > 355) continue;
    await clickPicture(page, seen.x, seen.y);
    await clickPlan(page, x, y, room);
  }
  await page.getByRole('button', { name: 'Save calibration' }).click();

  await page.getByRole('link', { name: 'Calibrate several cameras by walking' }).click();
  const walk = page.getByTestId('walk');
  await page.getByRole('button', { name: 'Start walking' }).click();
  await expect(walk).toHaveAttribute('data-phase', 'walking', { timeout: 120_000 });
  await page.evaluate(() => window.heldCameras.play());
  await page.waitForTimeout(1000 * (WALK / 2));
  await page.screenshot({ path: info.outputPath('walking.png'), fullPage: true });
  await page.waitForTimeout(1000 * (WALK / 2));
  await page.getByRole('button', { name: 'Done walking' }).click();
  await expect(walk).toHaveAttribute('data-phase', 'solved', { timeout: 120_000 });
  await page.screenshot({ path: info.outputPath('solved.png'), fullPage: true });
  await expect(page.getByTestId('walk-result')).toHaveCount(3);
  await page.getByRole('button', { name: 'Save 3 cameras and the clocks' }).click();
  await expect(page.getByText('Saved what the walk told of 3 cameras')).toBeVisible();
  const took = (Date.now() - began) / 1000;

  const saved = await setUp(page);
  const figures = cameras.map((camera, i) => {
    const found = saved.cameras.find(({ id }) => id === `held-${i + 1}`)!;
    const floor = 100 * floorErrorIn(cameraModel(camera), cameraModel(found), ROOM);
    return { camera: camera.id, method: found.calibration.method, floor, clock: found.clock?.offsetMicros };
  });
  info.annotations.push({ type: 'figures', description: JSON.stringify({ took, figures }) });
  console.log(JSON.stringify({ took, figures }));
  expect(took).toBeLessThan(PATIENCE);
  for (const { method, floor, clock } of figures.slice(1)) {
    expect(method).toBe('walking');
    expect(floor).toBeLessThan(40);
    // They began at once; a picture is as old as a third of a second.
    expect(Math.abs(clock!)).toBeLessThan(300_000);
  }

  await page.getByRole('button', { name: 'Undo saving' }).click();
  await expect
    .poll(async () => (await setUp(page)).cameras.map(({ calibration }) => calibration.method).sort())
    .toEqual(['clicked points', 'none', 'none', 'none']);
});

/** What is known of the webcams by now. */
async function setUp(page: Page): Promise<Project> {
  const text = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('openaisle');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ text: string }[]>((resolve) => {
      const request = db.transaction('setups').objectStore('setups').getAll();
      request.onsuccess = () => resolve(request.result as { text: string }[]);
    });
    db.close();
    return rows[0]!.text;
  });
  return JSON.parse(text) as Project;
}
