import { type Page, expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

test.setTimeout(60_000);

async function runTiny(page: Page, path: string): Promise<void> {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [path]);
  await runToTheEnd(page, 30_000);
  await page.goto('/#/');
}

const items = (page: Page) => page.getByTestId('sessions').getByRole('listitem');

test('a session says what it came to, is renamed, deleted and had back, all from the keyboard', async ({
  page,
}, info) => {
  await runTiny(page, await tinyShopFile(info.outputPath('shop.zip')));
  await expect(items(page)).toHaveCount(1);
  await expect(items(page)).toContainText(/finished · 1 visit · 1 receipt · €2\.50/u);

  await page.getByRole('link', { name: 'Tiny shop, walk' }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Tiny walk on Monday');
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: 'Tiny walk on Monday' });
  await expect(link).toBeFocused();

  await page.keyboard.press('Delete');
  await expect(page.getByText('No sessions yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(link).toBeVisible();

  await page.goto('/#/settings/storage');
  await expect(page.getByText('What cameras and scales noticed')).toBeVisible();
  await expect(
    items(page)
      .or(page.getByRole('link', { name: 'Tiny walk on Monday' }))
      .first(),
  ).toBeVisible();
});

test('as soon as there are six sessions they can be searched, and not before', async ({ page }, info) => {
  const shop = await tinyShopFile(info.outputPath('shop.zip'));
  for (let run = 0; run < 6; run++) {
    await runTiny(page, shop);
    await expect(items(page)).toHaveCount(run + 1);
    await expect(page.getByLabel('Search sessions')).toHaveCount(run < 5 ? 0 : 1);
  }
  await page.keyboard.press('/');
  await page.keyboard.type('no such shop');
  await expect(page.getByText('No session matches “no such shop”')).toBeVisible();
  await page.getByLabel('Search sessions').fill('WALK tiny');
  await expect(items(page)).toHaveCount(6);
});

test('a second tab shows everything and changes nothing, until the first is closed', async ({
  page,
  context,
}, info) => {
  await runTiny(page, await tinyShopFile(info.outputPath('shop.zip')));
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByTestId('read-only')).toContainText('open in another tab');
  const why = 'OpenAisle is open in another tab. Close that one, and this one takes over.';
  for (const name of ['Open a recording', 'Choose a folder…', 'Use webcams']) {
    await expect(second.getByRole('button', { name })).toHaveAccessibleDescription(why);
  }
  await dropFiles(second, 'Open a recording', [await tinyShopFile(info.outputPath('other.zip'))]);
  await expect(second).toHaveURL(/#\/$|\/$/u);
  const said = second.getByRole('status').getByText(why);
  await second.keyboard.press('w');
  await expect(said.first()).toBeVisible();
  await second.keyboard.press('Control+k');
  await second.keyboard.type('use webcams');
  await expect(second.getByRole('option', { name: /^Use webcams/u })).toHaveAttribute('aria-disabled', 'true');
  await expect(second.getByRole('option', { name: /^Use webcams/u })).toContainText(why);
  await second.keyboard.press('Enter');
  await expect(second.getByRole('dialog')).toBeVisible();
  await second.keyboard.press('Escape');
  const link = second.getByRole('link', { name: 'Tiny shop, walk' });
  const remove = second.getByRole('button', { name: 'Delete Tiny shop, walk' });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await remove.click({ force: true });
  await link.focus();
  await second.keyboard.press('F2');
  await second.keyboard.press('Delete');
  await expect(link).toBeVisible();
  await link.click();
  await expect(second.getByTestId('receipt')).toContainText('Crisps');
  await second.getByRole('button', { name: /Taken: 1 × Crisps/u }).click();
  await expect(second.getByRole('button', { name: 'This is right' })).toHaveAccessibleDescription(why);
  await second.getByText('Something else…').click();
  await expect(second.getByRole('button', { name: 'Save the correction' })).toHaveAccessibleDescription(why);
  const session = /pilot\/([^?/]+)/u.exec(second.url())![1]!;
  await second.goto(`/#/pilot/${session}/calibrate/cam1`);
  const save = second.getByTestId('calibrate').getByRole('button', { name: 'Save and recalculate' });
  await expect(save).toHaveAccessibleDescription(why);
  await second.goto('/#/settings/models');
  await expect(second.getByRole('button', { name: 'Choose files…' })).toHaveAccessibleDescription(why);
  await second.goto('/#/');

  await page.close();
  await expect(second.getByTestId('read-only')).toBeHidden();
  await expect(remove).toHaveAttribute('aria-disabled', 'false');
});
