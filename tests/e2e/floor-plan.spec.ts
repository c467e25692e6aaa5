/** What the floor plan tells: who sees whom, what nobody sees, where people spend time, whose the cameras' tracks are. */
import { type Page, expect, test } from '@playwright/test';
import { file } from '../support/tiny-files.ts';
import { watchedArchive } from '../support/watched-shop.ts';
import { violations } from './pages.ts';
import { dropFiles } from './support.ts';

let archive: Blob | null = null;

test.beforeEach(async ({ page }, info) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  archive ??= await watchedArchive(page);
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('watched.zip'), archive)]);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  await expect(page.getByText('Taken: 1 × Crisps')).toBeVisible({ timeout: 30_000 });
});

test('which cameras see a shopper stands on the plan, in words and in their card; pointing at one shows all', async ({
  page,
}) => {
  const plan = page.getByRole('img', { name: 'Floor plan' });
  const card = page.getByRole('article', { name: /S1$/u });
  await seek(page, 7);
  await expect(page.getByTestId('sight')).toHaveText('S1: Over the door, On the left');
  await expect(card).toContainText('Seen by Over the door, On the left');
  const quiet = await plan.screenshot();

  const picture = page.getByRole('img', { name: /^Over the door/u });
  const { x, y, width, height } = (await picture.boundingBox())!;
  // At 7 s they stand at (1.44, 2.2) m: a quarter of a metre left of the middle of the picture, and well up.
  await page.mouse.click(x + width * 0.4, y + height * 0.3);
  await expect(card.getByRole('button', { name: /^S1/u })).toHaveAttribute('aria-pressed', 'true');
  await page.mouse.move(0, 0);
  expect((await plan.screenshot()).equals(quiet)).toBe(false); // lines from the cameras

  await page.keyboard.press('Escape');
  await seek(page, 11.5);
  await expect(page.getByTestId('sight')).toHaveText('S1: Over the door');
  await page.keyboard.press('l');
  await expect(page.getByTestId('sight')).toHaveCount(0);
});

test('what no camera sees is hatched, and said', async ({ page }) => {
  const plan = page.getByRole('img', { name: 'Floor plan' });
  await seek(page, 0);
  const before = await plan.screenshot();
  await page.keyboard.press('x');
  await expect(page.getByTestId('blind')).toHaveText(/^No camera sees \d+% of the floor, and only one sees \d+%\./u);
  expect((await plan.screenshot()).equals(before)).toBe(false);
  for (const key of ['f', 'u', 'x']) await page.keyboard.press(key);
  await expect(page.getByTestId('blind')).toHaveCount(0);
  await page.keyboard.press('Shift+?');
  for (const layer of ['no camera sees', 'cameras see of the floor', 'spend time', 'how sure', 'whose they are']) {
    await expect(page.getByRole('dialog').getByText(layer)).toBeVisible();
  }
});

test('time spent grows with the playhead, goes back with it, and is the same after a reload', async ({ page }) => {
  const most = page.getByTestId('dwell-most');
  await seek(page, 12);
  await page.getByRole('button', { name: 'Show where people spend time' }).click();
  await expect(
    page.getByRole('list', { name: 'Time spent on each part of the floor' }).getByRole('listitem'),
  ).toHaveCount(5);
  const whole = await most.textContent();
  await seek(page, 5);
  await expect(most).not.toHaveText(whole!);
  const then = await most.textContent();
  await seek(page, 12);
  await expect(most).toHaveText(whole!);
  await seek(page, 5);
  await expect(most).toHaveText(then!);
  await page.waitForTimeout(500); // until the address has the moment
  await page.reload();
  await expect(most).toHaveText(then!, { timeout: 30_000 });
  await page.getByLabel('Time that counts').selectOption('Last 1 min');
  await expect(most).toHaveText(then!);
  expect(await violations(page)).toEqual([]);
});

test('the tracks of each camera are bars in the timeline that lead to the moment and the shopper', async ({ page }) => {
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const before = (await timeline.boundingBox())!;
  await page.keyboard.press('t');
  await expect.poll(async () => (await timeline.boundingBox())!.height).toBeGreaterThan(before.height + 50);
  const after = (await timeline.boundingBox())!;
  // The first bar of the first camera, under its name.
  await page.mouse.click(after.x + after.width / 2, after.y + before.height + 16 + 2);
  await expect(page.getByRole('article', { name: /S1$/u }).getByRole('button', { name: /^S1/u })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await violations(page)).toEqual([]);
});

test('on a phone nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await seek(page, 7);
  for (const key of ['x', 'h', 't']) await page.keyboard.press(key);
  await expect(page.getByTestId('dwell')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
});

/** By the address, as a link does it. */
async function seek(page: Page, second: number): Promise<void> {
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  await page.evaluate((time) => {
    const [path] = location.hash.split('?');
    location.hash = `${path}?t=${time}`;
  }, second);
  await expect(timeline).toHaveAttribute('aria-valuenow', String(second));
}
