/** Frames that are shown in another direction than their bytes lie in, as a phone held upright sends them. */
import { expect, test } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import type { ImportsPage } from '../support/pages/imports/page.ts';
import { servePage } from '../support/serve-page.ts';

declare const window: { readonly page: ImportsPage };

const executablePath = findBrowser();
test.use({
  launchOptions: {
    args: [...CHROMIUM_FLAGS, ...engineFlags('webgpu')],
    ...(executablePath === null ? {} : { executablePath }),
  },
});

test('a turned frame reaches the graphics device as it is shown, or not at all', async ({ page }) => {
  await using served = await servePage('imports');
  await page.goto(served.url);
  const straight = await page.evaluate(() => window.page.probe({ rotation: 0, flip: false }));
  expect(straight.find(({ name }) => name === 'written')).toMatchObject({ why: null });

  for (const turn of [
    { rotation: 90, flip: false },
    { rotation: 180, flip: false },
    { rotation: 0, flip: true },
  ]) {
    const probed = await page.evaluate((each) => window.page.probe(each), turn);
    console.log(turn, probed.map(({ name, why }) => `${name}: ${why ?? 'works'}`).join('; '));
    expect(probed.find(({ name }) => name === 'written')!.why).toContain('turned');
    const works = probed.some(({ why }) => why === null);
    expect(await page.evaluate((each) => window.page.after(each), turn)).toEqual([true, works]);
  }
});
