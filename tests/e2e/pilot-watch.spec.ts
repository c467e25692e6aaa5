/** Looking at a session that is over: with the mouse, and by keyboard alone. */
import { type Page, expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

async function openFinished(page: Page, path: string): Promise<void> {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(path)]);
  await runToTheEnd(page, 60_000);
}

test('with the mouse: a line of the receipt leads to its evidence, and lights the same shopper up', async ({
  page,
}, info) => {
  await openFinished(page, info.outputPath('shop.zip'));
  await page
    .getByTestId('receipt')
    .getByRole('button', { name: /^1 × Crisps/u })
    .click();
  await expect(page.getByTestId('evidence')).toContainText('certain: the scale lost 105 g');
  await expect(page.getByRole('button', { name: /^S1 (?:Inside now|Left|Comes in)/u })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'Close the evidence' }).click();
  await expect(page.getByTestId('evidence')).toHaveCount(0);

  await page.getByLabel('Kind').selectOption('Returns');
  await expect(page.getByText('None of them is like this')).toBeVisible();
});

test('by keyboard alone: to the next interaction, into the list, and back', async ({ page }, info) => {
  await openFinished(page, info.outputPath('shop.zip'));
  await page.locator('body').press('n');
  await expect(page.getByText('Evidence of “Taken: 1 × Crisps”')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('evidence')).toHaveCount(0);

  const row = page.getByRole('button', { name: /0:06 Taken: 1 × Crisps/u });
  await row.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('evidence')).toBeVisible();
});

test('what was put away stays away', async ({ page }, info) => {
  await openFinished(page, info.outputPath('shop.zip'));
  const side = page.getByRole('complementary', { name: 'Baskets, receipts and interactions' });
  await expect(side).toBeVisible();
  await page.locator('body').press('b');
  await expect(side).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect(side).toHaveCount(0);
});
