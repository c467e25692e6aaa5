/** What people enter into the books: while a run goes on, without an interaction, by mouse, by keyboard, and back again. */
import { readFile } from 'node:fs/promises';
import { type Page, expect, test } from '@playwright/test';
import { runCli } from '../support/run-cli.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, runToTheEnd, tabTo, watchManners } from './support.ts';

test('a line is corrected while the shopper is inside, taken back, corrected again; a replay has the same receipt', async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(150_000);
  const manners = watchManners(page, baseURL!);
  await page.goto('/');
  const seconds = 600;
  const change = { 'sightings/positions.jsonl': longVisit(seconds) };
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('long.zip'), change, seconds)]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: /Taken: 1 × Crisps/u }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();

  const evidence = page.getByTestId('evidence');
  await expect(evidence.getByRole('img', { name: 'Weight on Back wall, scale 1, g' })).toBeVisible();
  await expect(evidence.getByText('What it could be')).toBeVisible();
  const basket = page.getByTestId('basket').getByRole('listitem');
  await expect(basket).toContainText('1 × Crisps');

  await correct(page, '3', 'three packs at once');
  await expect(basket).toContainText('3 × Crisps');
  await expect(basket).toContainText('Corrected by the owner: three packs at once');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(basket).toContainText('1 × Crisps');
  await expect(page.getByRole('list', { name: 'What was said of it' })).toContainText('the owner: Taken back');

  await correct(page, '2', 'two packs at once');
  await expect(basket).toContainText('2 × Crisps');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 100_000 });
  const corrected = ['2 × Crisps €5.00 Corrected by the owner: two packs at once Take back'];
  await expect.poll(() => receiptLines(page)).toEqual(corrected);
  await page.reload();
  await expect.poll(() => receiptLines(page), { timeout: 30_000 }).toEqual(corrected);
  expect(manners.offences).toEqual([]);

  const { receipts } = JSON.parse((await replayed(page, info.outputPath('session.zip'))).stdout);
  expect(receipts).toMatchObject([{ visit: 'V1', lines: [{ gtin: '2000000000015', quantity: 2 }], total: 500 }]);
  expect(receipts[0]).not.toHaveProperty('revision');
});

test('what the shop missed is added, changed, removed and taken back, by mouse', async ({ page, baseURL }, info) => {
  const manners = watchManners(page, baseURL!);
  await openTinyShop(page, info.outputPath('shop.zip'));

  await page.getByRole('button', { name: 'Add an item…' }).click();
  const form = page.getByTestId('item');
  await form.getByRole('combobox', { name: 'Product' }).fill('wat');
  await form.getByRole('option', { name: /^Water/u }).click();
  await form.getByLabel('How many').fill('2');
  await expect(form.getByTestId('correction-preview')).toHaveText('S1 pays €4.90 instead of €2.50.');
  await sign(page, 'the bottle stood on no scale');
  await expect(form).toHaveCount(0);
  const crisps = '1 × Crisps €2.50';
  const water = /^2 × Water €2\.40 Added by the owner at [\d:.]+: the bottle stood on no scale Take back$/u;
  await expect.poll(() => receiptLines(page)).toEqual([crisps, expect.stringMatching(water)]);

  await page.getByRole('button', { name: 'Change 2 × Water' }).click();
  await form.getByLabel('How many it should be').fill('0');
  await sign(page, 'it was water of their own');
  await expect.poll(() => receiptLines(page)).toEqual([crisps]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => receiptLines(page)).toEqual([crisps, expect.stringMatching(water)]);
  await page.getByTestId('receipt').getByRole('button', { name: 'Take back' }).click();
  await expect.poll(() => receiptLines(page)).toEqual([crisps]);
  await page.getByText('Changes by people').click();
  await expect(page.getByRole('list', { name: 'Changes by people' }).getByRole('listitem')).toHaveCount(4);

  await page.getByRole('button', { name: 'Add an item…' }).click();
  await form.getByRole('combobox', { name: 'Product' }).fill('crisps');
  await page.keyboard.press('Enter');
  await form.getByLabel('How many').fill('2');
  await form.getByLabel('Take it off instead').check();
  await expect(form).toContainText('Somebody would hold less than nothing');

  await page.reload();
  await expect.poll(() => receiptLines(page), { timeout: 20_000 }).toEqual([crisps]);
  expect(manners.offences).toEqual([]);
  const { receipts } = JSON.parse((await replayed(page, info.outputPath('session.zip'))).stdout);
  expect(receipts).toMatchObject([{ lines: [{ gtin: '2000000000015', quantity: 1 }], total: 250, revision: 4 }]);
});

test('the same with the keyboard alone', async ({ page }, info) => {
  await openTinyShop(page, info.outputPath('shop.zip'));
  await tabTo(page, 'Add an item…');
  await page.keyboard.press('Enter');
  const form = page.getByTestId('item');
  const product = form.getByRole('combobox', { name: 'Product' });
  await expect(product).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(form.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(form.getByRole('option')).toHaveCount(0);
  await expect(form).toBeVisible();

  await page.keyboard.type('20000000000');
  await expect(form.getByRole('option')).toHaveCount(2);
  await page.keyboard.type('22');
  await page.keyboard.press('Tab');
  await expect(product).toHaveValue('Water');
  await tabTo(page, 'Why');
  await page.keyboard.type('seen in the clip');
  await tabTo(page, 'Your name');
  await page.keyboard.type('the owner');
  await page.keyboard.press('Control+z'); // the field's own
  await page.keyboard.press('Control+a');
  await page.keyboard.type('the owner');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect.poll(async () => (await receiptLines(page)).length).toBe(2);
  await expect(page.getByRole('button', { name: 'Add an item…' })).toBeFocused();

  await page.keyboard.press('Control+z');
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('take back');
  await expect(page.getByRole('option', { name: 'Take back the last change' })).toHaveCount(0);
});

test.describe('one of three hundred', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('is found with keys, or by touch on a phone', async ({ page }) => {
    await page.goto('/#/kit');
    const field = page.getByRole('combobox', { name: 'A field' }).and(page.locator('input'));
    const options = page.getByRole('listbox', { name: 'A field' }).getByRole('option');
    await field.tap();
    await expect(page.getByText('50 of 300: type to find the others')).toBeVisible();
    await options.filter({ hasText: /^\s*An example 7\s*7$/u }).tap();
    await expect(field).toHaveValue('An example 7');
    await expect(options).toHaveCount(0);

    await field.fill('29');
    await expect(options).toHaveCount(13);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('An example 229');
    await field.fill('nothing like that');
    await expect(page.getByText('Nothing is called that.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(field).toHaveValue('An example 229');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});

async function openTinyShop(page: Page, path: string): Promise<void> {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(path)]);
  await runToTheEnd(page, 60_000);
}

async function correct(page: Page, quantity: string, reason: string): Promise<void> {
  const form = page.getByTestId('correction');
  if (!(await form.isVisible())) await page.getByText('Something else…').click();
  await form.getByLabel('How many').fill(quantity);
  await form.getByLabel('Why').fill(reason);
  await form.getByLabel('Your name').fill('the owner');
  await form.getByRole('button', { name: 'Save the correction' }).click();
}

async function sign(page: Page, reason: string): Promise<void> {
  const form = page.getByTestId('item');
  await form.getByLabel('Why').fill(reason);
  await form.getByLabel('Your name').fill('the owner');
  await form.getByRole('button', { name: 'Save the correction' }).click();
}

async function replayed(page: Page, path: string): ReturnType<typeof runCli> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  await (await download).saveAs(path);
  expect((await readFile(path)).length).toBeGreaterThan(0);
  return runCli(['replay', path, '--json']);
}

/** Somebody comes in, stays at the shelf for nearly all of it, and goes. */
function longVisit(seconds: number): string {
  const lines = Array.from({ length: 10 * seconds + 1 }, (_, tick) => {
    const t = tick / 10;
    const leaving = t - (seconds - 10);
    const at = t < 4 ? [1 + t / 20, 0.2 + t / 2] : leaving < 0 ? [1.4, 2.2] : [1.4 + leaving / 2, 2.2 - leaving / 2];
    const gone = leaving > 4.5;
    const person = { id: 'p', x: at[0], y: at[1], cov: [0.01, 0, 0, 0.01], hands: [] };
    return JSON.stringify({ time: tick * 100_000, people: gone ? [] : [person] });
  });
  return `${lines.join('\n')}\n`;
}
