/** The page around the workspaces: commands, keys, languages and colours. */
import { expect, test } from '@playwright/test';
import { watchManners } from './support.ts';

const home = { name: 'A store that checks itself out' };

test('every place is reached from the palette without a pointer', async ({ page, baseURL }) => {
  const { offences } = watchManners(page, baseURL!);
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  for (const place of ['Pilot', 'Label', 'Compare', 'Settings']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`go to ${place}`);
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
    expect(page.url().toLowerCase()).toContain(`#/${place.toLowerCase()}`);
  }
  expect(offences).toEqual([]);
});

test('the arrows go round the palette, and what is not there is said', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  await page.keyboard.press('Control+k');
  const marked = page.getByRole('option', { selected: true });
  const first = await marked.innerText();
  await page.keyboard.press('ArrowUp');
  await expect(marked).not.toHaveText(first);
  await page.keyboard.press('ArrowDown');
  expect(await marked.innerText()).toBe(first);
  await page.keyboard.type('espresso');
  await expect(page.getByText('Nothing here is called that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the focus is back where it was when the palette has done what was asked', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  const settings = page.getByRole('link', { name: 'Settings', exact: true });
  await settings.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('show keys');
  await page.keyboard.press('Escape');
  await expect(settings).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to Label');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Label' })).toBeVisible();
  await expect(settings).toBeFocused();
});

test('? shows the keys, and keys rest while it is open', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys.getByText('Use webcams')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(page.getByRole('heading', home)).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { level: 1, name: 'Label' })).toBeVisible();
});

test('a language changes every text of home at once, and is remembered', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', home)).toBeVisible();
  const english = await linesOf(page.locator('body').innerText());
  await page.keyboard.press('Control+k');
  await page.keyboard.type('nederlands');
  await expect(page.getByRole('option', { name: 'Nederlands' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  const dutch = await linesOf(page.locator('body').innerText());
  // Names of the app and its workspaces stay as they are.
  const names = ['OpenAisle', 'Home', 'Pilot', 'Label'];
  expect(dutch.filter((line) => english.includes(line) && !names.includes(line))).toEqual([]);

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect.poll(() => linesOf(page.locator('body').innerText())).toEqual(dutch);

  await page.goto('/#/settings/language');
  await page.getByLabel('Taal', { exact: true }).selectOption('');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('dark stays dark on a light device', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/#/settings/language');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(page.getByLabel('Light or dark')).toBeVisible();
  const light = await ground();
  await page.getByLabel('Light or dark').selectOption('dark');
  expect(await ground()).not.toBe(light);
  await page.reload();
  await expect(page.getByLabel('Light or dark')).toHaveValue('dark');
  expect(await ground()).not.toBe(light);
});

test('a session that is not here is said, and Pilot offers how to begin', async ({ page }) => {
  await page.goto('/#/pilot/never-was-here');
  await expect(page.getByRole('alert')).toContainText('This is no longer stored on this device.');
  await expect(page.getByText('Nothing is open.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open a recording' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use webcams' })).toBeVisible();
});

async function linesOf(text: Promise<string>): Promise<string[]> {
  return (await text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\p{L}{2}/u.test(line));
}
