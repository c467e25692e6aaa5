/** How fast this device is: the page, its table, and what is copied. */
import { expect, test } from '@playwright/test';
import { runCli } from '../support/run-cli.ts';
import { violations } from './pages.ts';
import { tabTo, watchManners } from './support.ts';

test('without a detector a small network is measured in every way there is, by keyboard alone', async ({
  page,
  baseURL,
  context,
}) => {
  const { offences } = watchManners(page, baseURL!);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#/settings/models');
  await tabTo(page, 'How fast is this device?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Speed of this device' })).toBeVisible();
  await expect(page.getByText('a small made-up network is measured')).toBeVisible();
  await tabTo(page, 'Measure');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('bench')).toHaveAttribute('data-going', 'false', { timeout: 60_000 });
  const rows = page.getByTestId('speeds').getByRole('row');
  await expect(rows.filter({ hasText: 'TensorFlow.js on the processor' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'ONNX Runtime on the processor' })).toHaveCount(1);
  // The browser of the tests has no WebGPU.
  await expect(rows.filter({ hasText: 'no graphics card here' })).toHaveCount(2);
  await expect(page.getByTestId('ratios')).toContainText('tfjs/ort wasm');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Copy result' }).click();
  await expect(page.getByText('The result is in the clipboard')).toBeVisible();
  const { rows: copied, machine } = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toHaveLength(2);
  for (const row of copied) {
    expect(row).toMatchObject({ model: 'generated-160.onnx', backend: 'wasm', batch: 1 });
    expect(row.minMs).toBeGreaterThan(0);
    expect(row.minMs).toBeLessThanOrEqual(row.medianMs);
    expect(row.medianMs).toBeLessThanOrEqual(row.p95Ms);
  }
  // Nothing that tells one person's device from another of its kind.
  expect(Object.keys(machine).toSorted()).toEqual(
    ['adapter', 'browser', 'cores', 'isolated', 'softwareGraphics', 'threads', 'version'].toSorted(),
  );
  expect(machine).toMatchObject({ browser: expect.stringMatching(/^Chromium \d+$/u), isolated: true });
  expect(offences).toEqual([]);
});

test('stopped, it can be begun again', async ({ page }) => {
  await page.goto('/#/bench');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('bench')).toHaveAttribute('data-going', 'false');
  await expect(page.getByTestId('speeds')).toHaveCount(0);
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByTestId('ratios')).toBeVisible({ timeout: 60_000 });
});

test('the palette leads there', async ({ page }) => {
  await page.goto('/#/');
  await expect(page.getByRole('heading', { name: 'A store that checks itself out' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.type('how fast');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/bench$/u);
});

test('the command line prints the figures as one line of JSON', async () => {
  const { status, stdout } = await runCli(['bench', 'engines', '--json']);
  expect(status).toBe(0);
  const { rows, ratios } = JSON.parse(stdout);
  const names = ['model', 'engine', 'backend', 'batch', 'medianMs', 'p95Ms', 'minMs', 'firstMs'];
  for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(names));
  expect(rows.map(({ engine }: { engine: string }) => engine)).toEqual(['tfjs', 'ort']);
  expect(ratios['generated-160.onnx tfjs/ort wasm'].median).toBeGreaterThan(0);
});
