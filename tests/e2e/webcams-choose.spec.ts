/** Choosing cameras: what is said when one of them, or all, cannot be used, and what then happens by itself. */
import { type Page, expect, test } from '@playwright/test';
import { chooseCameras, start, stop } from '../support/live-run.ts';
import { holdCameras } from '../support/webcams.ts';

test('a camera that another program uses says so, and starts once that has let it go; the others can be used', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 2, failing: { 2: 'NotReadableError' } });
  await allow(page);
  await use(page, 1);
  await use(page, 2);
  await expect(choice(page, 2)).toContainText('Another program is using this camera');
  await expect(choice(page, 2)).toContainText('Close the other program or use another plug, then try again.');
  await expect(choice(page, 1)).toHaveAttribute('data-state', 'on');
  await page.evaluate(() => window.heldCameras.fail(2, null));
  await choice(page, 2).getByRole('button', { name: 'Try again' }).click();
  await expect(choice(page, 2)).toHaveAttribute('data-state', 'on');
});

test('when every camera is used by another program, they are listed all the same', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 1, failing: { 1: 'NotReadableError' } });
  // Allowed before: a busy camera is no reason to ask again.
  await page.addInitScript(() => window.heldCameras.permit('granted'));
  await page.goto('/#/webcams');
  await use(page, 1);
  await expect(choice(page, 1)).toContainText('Another program is using this camera');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toHaveAttribute('aria-disabled', 'true');
});

test('a camera that does not deliver what is asked of it, and one that does not start, each say what to do', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 3, failing: { 2: 'OverconstrainedError', 3: 'AbortError' } });
  await allow(page);
  await use(page, 2);
  await use(page, 3);
  await expect(choice(page, 2)).toContainText('does not deliver a picture of the size');
  await expect(choice(page, 3)).toContainText('Unplug it, plug it in again, then try again.');
});

test('without any camera that is said, and one that is plugged in can be allowed at once', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 1 });
  await page.addInitScript(() => window.heldCameras.unplug(1));
  await page.goto('/#/webcams');
  await page.getByRole('button', { name: 'Allow cameras' }).click();
  await expect(page.getByText('No camera was found. Plug one in; it appears here by itself.')).toBeVisible();
  await page.evaluate(() => window.heldCameras.plugIn(1));
  await page.getByRole('button', { name: 'Allow cameras' }).click();
  await expect(page.getByRole('checkbox', { name: 'Use Shop camera 1' })).toBeVisible();
});

test('what is plugged in and out while cameras are chosen comes and goes; a chosen one is kept and starts again', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 3 });
  await page.addInitScript(() => window.heldCameras.unplug(3));
  await allow(page);
  const boxes = page.getByRole('checkbox', { name: /^Use Shop/u });
  await expect(boxes).toHaveCount(2);
  await use(page, 1);
  await page.getByRole('textbox', { name: 'Name of Shop camera 1' }).fill('Door');
  await page.evaluate(() => window.heldCameras.plugIn(3));
  await expect(boxes).toHaveCount(3);
  await page.evaluate(() => window.heldCameras.unplug(2));
  await expect(boxes).toHaveCount(2);
  await page.evaluate(() => window.heldCameras.unplug(1));
  await expect(choice(page, 1)).toContainText('Unplugged. It is used again when it is back.');
  await page.evaluate(() => window.heldCameras.plugIn(1));
  await expect(choice(page, 1)).toHaveAttribute('data-state', 'on');
  await expect(page.getByRole('textbox', { name: 'Name of Shop camera 1' })).toHaveValue('Door');
  // Each has a name of its own, in whichever order they came.
  await page.evaluate(() => window.heldCameras.plugIn(2));
  await use(page, 2);
  await use(page, 3);
  const names = await page
    .getByRole('textbox', { name: /^Name of/u })
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
  expect(new Set(names).size).toBe(3);
});

test('cameras that are forbidden while they are chosen go dark, and come back when they are allowed', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 1 });
  await chooseCameras(page, 1);
  await page.evaluate(() => window.heldCameras.permit('denied'));
  await expect(page.getByText('This page may not use cameras.')).toBeVisible();
  await page.evaluate(() => window.heldCameras.permit('granted'));
  await expect(page.getByRole('checkbox', { name: 'Use Shop camera 1' })).toBeVisible();
});

test('eight cameras are the most: the ninth waits until one is left out', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 9, size: { width: 160, height: 90 } });
  await allow(page);
  for (let number = 1; number <= 8; number++) await use(page, number);
  await expect(page.getByText('Eight cameras is the most. Leave one out to use another.')).toBeVisible();
  const ninth = page.getByRole('checkbox', { name: 'Use Shop camera 9' });
  await expect(ninth).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Use Shop camera 4' }).uncheck();
  await ninth.check();
  await expect(choice(page, 9)).toHaveAttribute('data-state', 'on');
});

test('cameras that are forbidden in the middle of a run say so, and are used again once they are allowed', async ({
  page,
}) => {
  await holdCameras(page, { clip: null, count: 2 });
  await chooseCameras(page, 2);
  await start(page);
  await page.evaluate(() => window.heldCameras.permit('denied'));
  await expect(page.getByText('This page may not use Camera 1 any more.')).toBeVisible();
  await expect(page.getByLabel('Health', { exact: true })).toContainText('0 of 2 cameras send pictures');
  await page.evaluate(() => window.heldCameras.permit('granted'));
  await expect(page.getByLabel('Health', { exact: true })).toContainText('2 of 2 cameras send pictures');
  await stop(page);
});

test('a camera that comes back while another program has it says so, and goes on by itself', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 2 });
  await chooseCameras(page, 2);
  await start(page);
  await page.evaluate(() => {
    window.heldCameras.unplug(2);
    window.heldCameras.fail(2, 'NotReadableError');
    window.heldCameras.plugIn(2);
  });
  await expect(page.getByText('Camera 2 is there, but another program is using it.')).toBeVisible();
  await page.evaluate(() => window.heldCameras.fail(2, null));
  await expect(page.getByText('Camera 2 is back.')).toBeVisible();
  await stop(page);
});

test('of two cameras of one make, the one that is lost does not come back as the other', async ({ page }) => {
  await holdCameras(page, { clip: null, count: 2, label: 'Twin' });
  await chooseCameras(page, 2);
  await start(page);
  await page.evaluate(() => window.heldCameras.unplug(2));
  await expect(page.getByText('Camera 2 was unplugged.')).toBeVisible();
  // It is looked for every two seconds.
  await page.waitForTimeout(5000);
  await expect(page.getByText('Camera 2 was unplugged.')).toBeVisible();
  await page.evaluate(() => window.heldCameras.plugIn(2));
  await expect(page.getByText('Camera 2 is back.')).toBeVisible();
  await stop(page);
});

async function allow(page: Page): Promise<void> {
  await page.goto('/#/webcams');
  await page.getByRole('button', { name: 'Allow cameras' }).click();
  await expect(choice(page, 1)).toBeVisible();
}

const choice = (page: Page, number: number) =>
  page.getByTestId('camera-choice').filter({ has: page.getByRole('checkbox', { name: `Use Shop camera ${number}` }) });

async function use(page: Page, number: number): Promise<void> {
  await page.getByRole('checkbox', { name: `Use Shop camera ${number}` }).check();
}
