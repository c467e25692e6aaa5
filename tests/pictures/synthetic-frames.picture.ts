/** `npm run pictures`: twenty frames of random stores with what is marked on them, in docs/pictures. */
import { test } from '@playwright/test';
import type { SynthPage } from '../support/pages/synth/page.ts';
import { servePage } from '../support/serve-page.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => 500_000 + 17 * i);

test('twenty random frames with their boxes', async ({ page }) => {
  test.setTimeout(600_000);
  await using served = await servePage('synth');
  await page.goto(served.url);
  await page.setViewportSize({ width: 1600, height: 960 });
  await page.evaluate((seeds) => (window as unknown as { page: SynthPage }).page.sheet(seeds, 4, 384, 216), SEEDS);
  await page.locator('#sheet').screenshot({ path: 'docs/pictures/synthetic-frames.jpg', type: 'jpeg', quality: 82 });
});
