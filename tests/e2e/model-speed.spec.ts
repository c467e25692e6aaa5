/** What runs a detector: measured, shown, and a person's to overrule. */
import { type Page, expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { violations } from './pages.ts';
import { dropFiles, tabTo, watchManners } from './support.ts';

const model = data('models/light_person_detector_192.onnx');
test.skip(model === null, 'the models are not in the data folder');

// What the other stories are kept from: see the configuration.
test.use({ storageState: { cookies: [], origins: [] } });

async function openPanel(page: Page) {
  await page.goto('/#/');
  await dropFiles(page, 'Open a recording', [model!]);
  // Under the name that the catalogue has for it.
  await expect(page.getByText('is on this device and will be used')).toBeVisible({ timeout: 60_000 });
  await page.goto('/#/settings/models');
  const panel = page.getByTestId(/^engine-of-/);
  await panel.locator('summary').first().click();
  return panel;
}

test('what is fastest is measured and said, and somebody may choose another', async ({ page, baseURL }) => {
  const { offences } = watchManners(page, baseURL!);
  const panel = await openPanel(page);
  await expect(panel).toContainText('Nothing is measured yet');
  await tabTo(page, 'Measure now');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 60_000 });
  await expect(panel.locator('summary').first()).toHaveText(
    /runs it: .*(times as fast as|ready sooner|could be compared)/u,
  );
  await expect(panel.getByText('runs it', { exact: true })).toHaveCount(1);
  await expect(panel.getByRole('radio', { name: 'Whatever is fastest' })).toBeChecked();
  // Who could not run it cannot be chosen, and the reason stands there.
  await expect(panel.getByRole('radio', { name: /graphics card/u }).first()).toBeDisabled();
  await expect(panel.getByRole('row').filter({ hasText: 'no graphics card here' })).toHaveCount(2);
  await panel.getByText('no graphics card here').first().click();
  await expect(panel.getByText('requestAdapter() gave no adapter').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await panel.getByRole('radio', { name: /^ONNX Runtime on the processor.*, 1 picture at once, 192 × 192$/u }).check();
  await expect(panel.locator('summary').first()).toHaveText(/ONNX Runtime .* runs it, because you chose it/u);
  await page.reload();
  await expect(panel).toContainText('because you chose it');
  expect(offences).toEqual([]);
});

test('a measurement that is stopped leaves what was measured before', async ({ page }) => {
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Measure now' }).click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByRole('button', { name: 'Measure now' })).toBeVisible();
  await expect(panel).toContainText('Nothing is measured yet');
});

test('software graphics count as the processor', async ({ playwright, baseURL, launchOptions }) => {
  const flags = [
    '--enable-unsafe-webgpu',
    '--enable-features=Vulkan',
    '--use-vulkan=swiftshader',
    '--use-angle=swiftshader',
  ];
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), ...flags],
  });
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    const panel = await openPanel(page);
    await panel.getByRole('button', { name: 'Measure now' }).click();
    await expect(panel.getByText('they count as the processor')).toBeVisible({ timeout: 60_000 });
    await expect(
      panel.getByRole('row').filter({ hasText: 'software graphics, which count as the processor' }),
    ).toHaveCount(2);
    await expect(panel.getByText('runs it', { exact: true })).toHaveCount(1);
  } finally {
    await browser.close();
  }
});
