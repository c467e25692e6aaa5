/**
 * The outcome as a person would have it, in a made-up shop without video: drop, run, reload, export, import into an
 * empty browser. The same story with a real shop's cameras is in `story-real.spec.ts`.
 */
import { type Browser, type Page, expect, test } from '@playwright/test';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, receiptLines, runToTheEnd, watchManners } from './support.ts';

const RECEIPT = ['1 × Crisps €2.50'];

test('drop, run, reload, export, import into an empty browser', async ({ page, browser, baseURL }, info) => {
  const manners = watchManners(page, baseURL!);
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await expect(page.getByRole('heading', { name: 'Tiny shop' })).toBeVisible();

  await runToTheEnd(page, 60_000);
  await expect.poll(() => receiptLines(page)).toEqual(RECEIPT);
  await expect(page.getByTestId('receipt')).toHaveCount(1);

  await page.reload();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect.poll(() => receiptLines(page)).toEqual(RECEIPT);

  const exported = await exportSession(page, info.outputPath('session.zip'));
  expect(manners.offences).toEqual([]);

  const other = await emptyBrowser(browser, baseURL!);
  await other.goto('/');
  await expect(other.getByText('No sessions yet')).toBeVisible();
  await dropFiles(other, 'Open a recording', [exported]);
  await expect(other.getByTestId('session')).toHaveAttribute('data-phase', 'finished');
  await expect.poll(() => receiptLines(other)).toEqual(RECEIPT);
});

test('an interaction opens its evidence: curve, verdict, candidates', async ({ page }, info) => {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 60_000);
  await page.getByRole('button', { name: /Taken: 1 × Crisps/u }).click();
  const evidence = page.getByTestId('evidence');
  await expect(evidence.getByRole('img', { name: 'Weight on Back wall, scale 1, g' })).toBeVisible();
  await expect(evidence).toContainText('Taken: 1 × Crisps, certain: the scale lost 105 g.');
});

async function exportSession(page: Page, path: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  await (await download).saveAs(path);
  return path;
}

async function emptyBrowser(browser: Browser, baseURL: string): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}
