/** Every place, for whoever listens, magnifies, or wants no motion; in both themes. */
import { type Page, expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { holdCameras } from '../support/webcams.ts';
import { cutOff, motions, violations } from './pages.ts';
import { dropFiles, runToTheEnd } from './support.ts';

/** Where nothing needs to be open. */
const PLACES = [
  '#/',
  '#/pilot',
  '#/label',
  '#/compare',
  '#/settings/models',
  '#/settings/tracking',
  '#/settings/storage',
  '#/settings/keys',
  '#/settings/language',
  '#/settings/about',
  '#/kit',
];

/** A laptop's window, the same at 200 %, and 1280 px at 400 %, which WCAG 1.4.10 asks for. */
const WINDOWS = [
  { width: 1280, height: 720 },
  { width: 640, height: 360 },
  { width: 320, height: 256 },
];

test.describe('without motion, in both themes', () => {
  // What a page reads once, when it is opened, is read in the dark, and has to follow into the light.
  test.use({ colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 2 });

  for (const place of PLACES) {
    test(`${place} can be used by everybody`, async ({ page }) => {
      await page.goto(`/${place}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await usable(page);
    });
  }

  test('a session, its evidence and the calibration of its camera can be used by everybody', async ({ page }, info) => {
    await page.goto('/');
    await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
    await runToTheEnd(page, 60_000);
    await usable(page);
    await page.getByRole('button', { name: /Taken: 1 × Crisps/u }).click();
    await expect(page.getByTestId('evidence')).toBeVisible();
    await page.getByRole('toolbar', { name: 'Playback' }).getByRole('button', { name: /Pause/u }).click();
    await usable(page);

    await page.getByText('Something else…').click();
    await page.getByTestId('correction').getByRole('combobox', { name: 'Product' }).click();
    await expect(page.getByRole('option', { name: 'Water' })).toBeVisible();
    await inBothThemes(page, async () => expect(await violations(page)).toEqual([]));
    await page.keyboard.press('Escape');
    await page.getByTestId('receipt').getByRole('button', { name: 'Add an item…' }).click();
    await expect(page.getByTestId('item')).toBeVisible();
    await usable(page);
  });

  test('the choice of cameras can be used by everybody', async ({ page }) => {
    await holdCameras(page, { clip: null, count: 2 });
    await page.goto('/#/webcams');
    await page.getByRole('button', { name: 'Allow cameras' }).click();
    await expect(page.getByTestId('camera-choice')).toHaveCount(2);
    await usable(page);
    await page.getByText('Simulated cameras').click();
    await expect(page.getByTestId('camera-choice')).toHaveCount(6);
    await usable(page);
  });

  test('the commands and the list of keys can be used by everybody', async ({ page }) => {
    await page.goto('/#/label');
    await expect(page.getByRole('heading', { level: 1, name: 'Label' })).toBeVisible();
    for (const key of ['Control+k', 'Shift+?']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      await usable(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
});

test('what is read breathes, unless somebody wants no motion', async ({ page }) => {
  await page.goto('/#/kit');
  await expect.poll(() => motions(page)).not.toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => motions(page)).toEqual([]);
});

async function usable(page: Page): Promise<void> {
  await inBothThemes(page, async (colorScheme) => {
    expect(await violations(page)).toEqual([]);
    expect(await motions(page)).toEqual([]);
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      await expect.poll(() => cutOff(page), `${colorScheme}, at ${size.width} px`).toEqual([]);
    }
    await page.setViewportSize(WINDOWS[0]!);
  });
}

async function inBothThemes(page: Page, look: (colorScheme: 'light' | 'dark') => Promise<void>): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await look(colorScheme);
  }
}
