/** The way of a person from anywhere in the page to a live run. */
import type { Page } from 'playwright-core';

/** Starts the first `count` cameras of this device. Resolves when they run. */
export async function startWebcams(page: Page, count: number): Promise<void> {
  await page.evaluate(() => (location.hash = '#/webcams'));
  const ask = page.getByRole('button', { name: 'Allow cameras' });
  const boxes = page.getByRole('checkbox', { name: /^Use / });
  await ask.or(boxes.first()).waitFor();
  if (await ask.isVisible()) await ask.click();
  for (let index = 0; index < count; index++) await boxes.nth(index).check();
  await page
    .locator('[data-testid="camera-choice"][data-state="on"]')
    .nth(count - 1)
    .waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('[data-testid="session"][data-phase="running"]').waitFor({ timeout: 60_000 });
}
