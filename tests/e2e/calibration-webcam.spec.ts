/** A webcam is calibrated in its live picture before anything was run, and every run from then on has it, until it is knocked. */
import { type Page, expect, test } from '@playwright/test';
import { liveProject } from '#core/planning/live-project.ts';
import { data } from '../support/data.ts';
import { MARKS, drawFloor, seenAt } from '../support/marked-floor.ts';
import { holdCameras } from '../support/webcams.ts';
import { storedProjects } from '../support/stored-projects.ts';
import { clickPicture, clickPlan, worstOnFloor } from './calibrating.ts';
import { violations } from './pages.ts';
import { dropDetector, watchManners } from './support.ts';

/** Without one nobody looks whether a camera is knocked. */
const model = data('models/light_person_detector_192.onnx');

const room = liveProject('', [], '', { width: 4, depth: 3 });

test('the metre grid lies on the floor of the moving picture, and the next run has it', async ({
  page,
  baseURL,
}, info) => {
  const manners = watchManners(page, baseURL!);
  await holdCameras(page, { clip: null, count: 1, scene: drawFloor() });
  // Allowed at an earlier visit.
  await page.addInitScript(() => window.heldCameras.permit('granted'));
  if (model !== null) {
    await page.goto('/');
    await dropDetector(page, model);
  }
  await page.goto('/#/webcams');
  await page.getByRole('checkbox', { name: /^Use / }).check();
  await page.getByRole('textbox', { name: /^Name of / }).fill('Door');
  await page.getByRole('textbox', { name: 'Width' }).fill('5,5');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Width' })).toHaveValue('5.5');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Width' })).toHaveValue('5.5');
  await page.getByRole('textbox', { name: 'Width' }).fill('4');
  await page.keyboard.press('Enter');

  await page.getByRole('checkbox', { name: /^Use / }).check();
  await page.getByRole('textbox', { name: /^Name of / }).fill('Door');
  await expect(page.getByText('It does not know where it hangs')).toBeVisible();
  await page.getByRole('link', { name: 'Calibrate Door' }).click();
  await expect.poll(() => moves(page)).toBe(true);
  await page.getByTestId('calibrate-picture').focus();
  await page.keyboard.press('h');
  await expect(page.getByTestId('calibrate-live')).toHaveAttribute('data-held', 'true');
  expect(await moves(page)).toBe(false);
  for (const [x, y] of MARKS) {
    const seen = seenAt(x, y);
    await clickPicture(page, seen.x, seen.y);
    await clickPlan(page, x, y, room);
  }
  await page.getByRole('button', { name: 'Live' }).click();
  await expect.poll(() => moves(page)).toBe(true);
  await expect(page.getByTestId('calibrate-quality')).toHaveAttribute('data-grade', 'good');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`live-${scheme}.png`) });
  }
  await page.getByRole('button', { name: 'Save calibration' }).click();
  await expect(page.getByText('It knows where it hangs.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('webcams.png') });

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
  if (model === null) await page.waitForTimeout(3000);
  else await knock(page);
  await page
    .getByRole('button', { name: /^(Cancel|Stop)/u })
    .first()
    .click();
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  const ran = (await storedProjects(page)).at(-1)!;
  expect(ran.cameras[0]!.calibration.method).toBe('clicked points');
  expect(ran.cameras[0]!.calibration.stale?.why).toBe(model === null ? undefined : 'bumped');
  expect(worstOnFloor(ran)).toBeLessThan(0.1);
  expect(ran.plan.outline).toContainEqual([4, 3]);

  // The camera is still at hand: its session shows what was recorded, or what it sees now.
  await page.getByRole('button', { name: 'Calibrate Door' }).click();
  await expect(page.getByTestId('calibrate-step')).toContainText('This camera is calibrated');
  await expect(page.getByTestId('calibrate-missing')).toHaveText('0 of 4 points');
  await expect(page.getByRole('slider', { name: 'Picture at' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show what it sees now' }).click();
  await expect.poll(() => moves(page)).toBe(true);
  await page.getByRole('button', { name: 'Show the recording' }).click();
  await expect(page.getByRole('slider', { name: 'Picture at' })).toBeVisible();

  await page.goto('/#/webcams');
  await page.getByRole('checkbox', { name: /^Use / }).check();
  if (model !== null) await page.getByRole('button', { name: 'It hangs as before' }).click();
  await expect(page.getByText('It knows where it hangs.')).toBeVisible();
  expect(manners.offences).toEqual([]);
});

/** Turned by three degrees, the only camera is named within ten seconds, and used again when it is turned back. */
async function knock(page: Page): Promise<void> {
  const health = page.getByLabel('Health', { exact: true });
  await expect(page.getByRole('button', { name: 'Only one camera is calibrated' })).toBeVisible({ timeout: 30_000 });
  // It is known by now what stands still before it.
  await page.waitForTimeout(6000);
  await page.evaluate(() => window.heldCameras.turn(1, -24));
  await expect(health).toContainText('Door was moved: it looks elsewhere than it did', { timeout: 10_000 });
  await page.evaluate(() => window.heldCameras.turn(1, 0));
  await expect(page.getByText('Door is used again.')).toBeVisible({ timeout: 10_000 });
}

/** Whether the picture changes within a third of a second. */
async function moves(page: Page): Promise<boolean> {
  const canvas = page.getByTestId('calibrate-picture').locator('canvas');
  const shown = () => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const first = await shown();
  await page.waitForTimeout(350);
  return (await shown()) !== first;
}
