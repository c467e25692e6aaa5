import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

/** Where nothing needs to be open. */
const PLACES = [
  '#/',
  '#/pilot',
  '#/label',
  '#/compare',
  '#/settings/models',
  '#/settings/storage',
  '#/settings/keys',
  '#/settings/language',
  '#/settings/about',
  '#/kit',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('home, a session and its evidence meet WCAG 2.2 AA', async ({ page }, info) => {
      await page.goto('/');
      expect(await violations(page)).toEqual([]);

      await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
      await runToTheEnd(page, 60_000);
      await page.getByRole('button', { name: /Taken: 1 × Crisps/u }).click();
      await expect(page.getByTestId('evidence')).toBeVisible();
      expect(await violations(page)).toEqual([]);

      await page.getByTestId('correction').getByRole('combobox', { name: 'Product' }).click();
      await expect(page.getByRole('option', { name: 'Water' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByTestId('receipt').getByRole('button', { name: 'Add an item…' }).click();
      await expect(page.getByTestId('item')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    for (const place of PLACES) {
      test(`${place} meets WCAG 2.2 AA`, async ({ page }) => {
        await page.goto(`/${place}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    }

    test('the commands and the list of keys meet WCAG 2.2 AA', async ({ page }) => {
      await page.goto('/#/label');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const key of ['Control+k', 'Shift+?']) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    });
  });
}

for (const width of [390, 720]) {
  test(`no place is wider than ${width} px: a phone, and half a laptop's screen`, async ({ page }) => {
    await page.setViewportSize({ width, height: 450 });
    for (const place of PLACES) {
      await page.goto(`/${place}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(width);
    }
  });
}

test('nothing is wider than a phone', async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = (await new AxeBuilder({ page }).withTags(tags).analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
