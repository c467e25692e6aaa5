/** The address is the state: it holds the playhead and the interaction, and brings one back to them. */
import { expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

test('an address with a moment opens there; with an interaction, it opens its evidence', async ({ page }, info) => {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  const session = /pilot\/([^?/]+)/u.exec(page.url())![1]!;

  await page.goto(`/#/pilot/${session}?t=5`);
  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect(page).toHaveURL(/\?t=5$/u);

  await page.goto(`/#/pilot/${session}?t=5&i=I1`);
  const evidence = page.getByTestId('evidence');
  await expect(evidence.getByRole('img', { name: 'Weight on Back wall, scale 1, g' })).toBeVisible();
  await page.goBack();
  await expect(evidence).toHaveCount(0);
});
