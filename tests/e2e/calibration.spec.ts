/** A person tells a camera where it hangs, by clicking the same corners in its picture and on the plan. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Project } from '#core/planning/project.ts';
import { planExtent } from '#overlay/plan-view.ts';
import { mulberry32 } from '../support/floor-world.ts';
import { MARKS, seenAt, uncalibratedProject } from '../support/marked-floor.ts';
import {
  clickMark,
  clickPicture,
  clickPlan,
  openCalibration,
  typeMark,
  typePoint,
  walkTo,
  worstOnFloor,
} from './calibrating.ts';
import { violations } from './pages.ts';
import { watchManners } from './support.ts';

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

test('without a mouse: six points are typed, and moved by the arrow keys', async ({ page }, info) => {
  await openCalibration(page, info.outputPath('shop.zip'));
  const step = page.getByTestId('calibrate-step');
  const quality = page.getByTestId('calibrate-quality');
  const [wrong, fifth, ...spread] = [MARKS[1]!, MARKS[0]!, ...MARKS.slice(2)];
  for (const [x, y] of spread.slice(0, 3)) await typeMark(page, x, y);
  await expect(step).toContainText('Add 1 more point');
  await typeMark(page, ...spread[3]!);
  await expect(step).toContainText('Four points always fit');
  await expect(quality).toHaveAttribute('data-grade', 'open');

  // The sixth not a number at first, and then sixty px from where it is.
  await typeMark(page, ...fifth);
  const left = page.getByRole('textbox', { name: 'Point 6 in the picture: from the left' });
  await typePoint(page, ['here', '999', '2.6', '2,6', '0']);
  await expect(page.getByRole('alert').first()).toContainText('Write a number');
  await expect(page.getByRole('alert').last()).toContainText('From 0 to 360');
  const seen = seenAt(...wrong);
  await left.fill((seen.x + 60).toFixed(1));
  await page.getByRole('textbox', { name: 'Point 6 in the picture: from the top' }).fill(seen.y.toFixed(1));
  await page.keyboard.press('Enter');
  await expect(step).toContainText(/Point \d is off most|Something does not fit yet/u);
  await expect(quality).toHaveAttribute('data-grade', 'poor');

  // Back by sixty px, in the picture, by its keys.
  await page.getByTestId('calibrate-picture').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(left).toHaveValue(seen.x.toFixed(1));
  await expect(quality).toHaveAttribute('data-grade', 'good');
  await expect(step).toContainText('The grid should lie on the floor');
  // And a centimetre to the right on the plan.
  await page.getByTestId('calibrate-plan').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'Point 6 on the plan: x' })).toHaveValue('2.61');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Point 6 on the plan: x' })).toHaveValue('2.6');
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('session')).toBeVisible();
});

test('a finger sees below itself, and a mark can be drawn to its corner', async ({ browser, baseURL }, info) => {
  const context = await browser.newContext({
    baseURL: baseURL!,
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await openCalibration(page, info.outputPath('shop.zip'));
  const pane = page.getByTestId('calibrate-picture');
  const { x, y } = (await pane.boundingBox())!;
  const cdp = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly [number, number] | null) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at === null ? [] : [{ x: x + at[0], y: y + at[1] }] });
  await touch('touchStart', [120, 100]);
  await touch('touchMove', [130, 110]);
  await page.waitForTimeout(100);
  await page.screenshot({ path: info.outputPath('magnifier.png') });
  await touch('touchMove', [140, 120]);
  await touch('touchEnd', null);
  const field = page.getByRole('textbox', { name: 'Point 1 in the picture: from the left' });
  const placed = Number(await field.inputValue());
  // Taken hold of again a finger's breadth beside it, and drawn on.
  await touch('touchStart', [152, 128]);
  await touch('touchMove', [162, 138]);
  await touch('touchEnd', null);
  await expect.poll(async () => Number(await field.inputValue())).toBeGreaterThan(placed + 20);
  await expect(page.getByRole('listitem').filter({ hasText: 'In the picture' })).toHaveCount(1);
  await context.close();
});
