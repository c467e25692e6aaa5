import { expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles } from './support.ts';

const SECONDS = 3600;

test('a tab closed in the middle of a run loses at most its last second', async ({ context }, info) => {
  const page = await context.newPage();
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('long.zip'), {}, SECONDS)]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const progress = page.getByTestId('progress');
  await expect(progress).toContainText(/ [1-9]\d? %/u);
  const reached = Number(/(\d+) %/u.exec((await progress.textContent())!)![1]) / 100;
  await page.waitForTimeout(1000);
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running');
  await page.close();

  const again = await context.newPage();
  await again.goto('/');
  const session = again.getByTestId('sessions').getByRole('listitem');
  await expect(session).toContainText(/interrupted, kept up to [\d.]+ s/u);
  const kept = Number(/kept up to ([\d.]+) s/u.exec((await session.textContent())!)![1]);
  // The percentage was rounded, by half of one.
  expect(kept).toBeGreaterThan((reached - 0.005) * SECONDS);

  await again.getByRole('link', { name: 'Tiny shop, walk' }).click();
  await expect(again.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
  await expect(again.getByRole('status').filter({ hasText: 'This session was interrupted' })).toBeVisible();
});
