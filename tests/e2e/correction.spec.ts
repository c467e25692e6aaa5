/** A recording from drop to corrected receipt, with the keyboard alone; and the correction is there afterwards. */
import { type Page, expect, test } from '@playwright/test';
import { runCli } from '../support/run-cli.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, tabTo, watchManners } from './support.ts';

test('a line is corrected by a named operator, and the receipt is written anew', async ({ page, baseURL }, info) => {
  const manners = watchManners(page, baseURL!);
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await run(page);
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);

  await page.keyboard.press('n');
  await tabTo(page, 'Something else…');
  await page.keyboard.press('Enter');
  const form = page.getByTestId('correction');
  await expect(form).toBeVisible();
  await tabTo(page, 'How many');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await expect(page.getByTestId('correction-preview')).toHaveText('S1 pays €5.00 instead of €2.50.');
  await tabTo(page, 'Why');
  await page.keyboard.type('two packs at once');
  await tabTo(page, 'Your name');
  await page.keyboard.type('the owner');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('list', { name: 'What was said of it' })).toContainText('the owner: two packs at once');
  await expect
    .poll(() => receiptLines(page))
    .toEqual(['2 × Crisps €5.00 Corrected by the owner: two packs at once Take back']);

  await page.reload();
  await expect
    .poll(() => receiptLines(page), { timeout: 20_000 })
    .toEqual(['2 × Crisps €5.00 Corrected by the owner: two packs at once Take back']);
  expect(manners.offences).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  const session = info.outputPath('session.zip');
  await (await download).saveAs(session);
  const replayed = await runCli(['replay', session, '--json']);
  expect(JSON.parse(replayed.stdout).receipts).toMatchObject([
    { visit: 'V1', lines: [{ quantity: 2 }], total: 500, revision: 1 },
  ]);
});

async function run(page: Page): Promise<void> {
  await tabTo(page, 'Run');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
}

test('one press says that it is right, in the name of who said so, and can be taken back', async ({ page }, info) => {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await run(page);
  await page.evaluate(() => localStorage.setItem('openaisle-operator', 'the owner'));
  await page.keyboard.press('n');
  await page.getByTestId('evidence').getByRole('button', { name: 'This is right' }).click();
  await expect
    .poll(() => receiptLines(page))
    .toEqual(['1 × Crisps €2.50 Confirmed by the owner: Seen in the pictures Take back']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => receiptLines(page)).toEqual(['1 × Crisps €2.50']);
});
