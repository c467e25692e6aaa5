/** The page around the workspaces: commands, keys, languages and colours. */
import { type Page, expect, test } from '@playwright/test';

test('every place can be reached by typing a little of its name', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('compa');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  expect(page.url()).toContain('#/compare');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the keys of the place are shown with a question mark, and do what they say', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Commands');
  await expect(keys).toContainText('Ctrl K');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('another language changes every text at once, and is remembered', async ({ page }) => {
  await page.goto('/#/settings/language');
  const choose = page.getByLabel('Language', { exact: true });
  await choose.selectOption({ label: 'Nederlands' });
  await expect(page.getByRole('heading', { level: 1, name: 'Instellingen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.reload();
  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Een winkel die zelf afrekent' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Webcams gebruiken' })).toBeVisible();
});

test('dark and light can be chosen whatever the device prefers', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/#/settings/language');
  const ground = await groundOf(page);
  await page.getByLabel('Light or dark').selectOption({ label: 'Dark' });
  await expect.poll(() => groundOf(page)).not.toBe(ground);
  await page.reload();
  expect(await groundOf(page)).not.toBe(ground);
});

test('an address that names no stored session says so and offers a way on', async ({ page }) => {
  await page.goto('/#/pilot/no-such-session');
  await expect(page.getByRole('alert')).toContainText('This is no longer stored on this device.');
  await expect(page.getByRole('link', { name: 'Open a recording' })).toBeVisible();
});

const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
