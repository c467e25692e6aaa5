/** The demo's shop as cameras, drawn live, for somebody who has no webcam. */
import { type Page, expect, test } from '@playwright/test';
import { start, stop } from '../support/live-run.ts';

const choice = (page: Page, number: number) =>
  page
    .getByTestId('simulated')
    .getByTestId('camera-choice')
    .nth(number - 1);
const synth = (page: Page) => page.workers().filter((worker) => worker.url().includes('synth.worker'));

async function open(page: Page): Promise<void> {
  await page.goto('/#/webcams');
  const summary = page.getByText('No webcam at hand? Simulated cameras');
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not real: the shop of the demo')).toBeVisible();
}

async function choose(page: Page, number: number): Promise<void> {
  await page.getByRole('checkbox', { name: `Use Simulated camera ${number}` }).press('Space');
  await expect(choice(page, number)).toHaveAttribute('data-state', 'on', { timeout: 60_000 });
}

/** s of what the previews show of the shop, one a camera. */
const shown = (page: Page) =>
  page
    .getByTestId('simulated')
    .locator('video')
    .evaluateAll((all) => all.map((video) => (video as HTMLVideoElement).currentTime));

test('a simulated camera is fetched when it is chosen, shows the shop, and leaves nothing behind when it is removed', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page);
  expect(fetched.filter((url) => /synth|scenarios/u.test(url))).toEqual([]);
  await choose(page, 1);
  expect(synth(page)).toHaveLength(1);
  const [before] = await shown(page);
  await expect.poll(async () => (await shown(page))[0]).toBeGreaterThan(before!);
  // One shop for all of them.
  await choose(page, 3);
  expect(synth(page)).toHaveLength(1);
  for (const number of [1, 3])
    await page.getByRole('checkbox', { name: `Use Simulated camera ${number}` }).press('Space');
  await expect.poll(() => synth(page).length).toBe(0);
  await expect(choice(page, 1)).toHaveAttribute('data-state', 'off');
});

test('a run with simulated cameras says that they are, how many pictures there are, and ends with its shop', async ({
  page,
}) => {
  await open(page);
  await choose(page, 1);
  await choose(page, 2);
  await start(page);
  await expect(page.getByTestId('session')).toHaveAccessibleName('2 simulated cameras');
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText('2 of 2 cameras send pictures');
  await expect(health).toContainText(/\d pictures\/s/u);
  await stop(page);
  await expect.poll(() => synth(page).length).toBe(0);
});

test('where there is no MediaStreamTrackGenerator the pictures come from a canvas', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaStreamTrackGenerator'));
  await open(page);
  await choose(page, 2);
  const [before] = await shown(page);
  await expect.poll(async () => (await shown(page))[0]).toBeGreaterThan(before!);
  await page.getByRole('checkbox', { name: 'Use Simulated camera 2' }).press('Space');
  await expect.poll(() => synth(page).length).toBe(0);
});

test('a browser without WebGL 2 is told so and what to do', async ({ page }) => {
  await page.route(/synth\.worker-[\w-]+\.js$/u, async (route) => {
    const response = await route.fetch();
    const without = 'OffscreenCanvas.prototype.getContext = () => null;\n';
    await route.fulfill({ response, body: without + (await response.text()) });
  });
  await open(page);
  await page.getByRole('checkbox', { name: 'Use Simulated camera 1' }).check();
  await expect(choice(page, 1)).toContainText('it has no WebGL 2');
  await expect(choice(page, 1).getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect.poll(() => synth(page).length).toBe(0);
});

test('when what draws the shop dies, its cameras are lost like unplugged ones, and come back when tried again', async ({
  page,
}) => {
  await open(page);
  await choose(page, 1);
  await choose(page, 2);
  await kill(page);
  for (const number of [1, 2])
    await expect(choice(page, number)).toContainText('The simulated shop did not arrive, or stopped.');
  await choice(page, 1).getByRole('button', { name: 'Try again' }).click();
  await expect(choice(page, 1)).toHaveAttribute('data-state', 'on', { timeout: 60_000 });
  await start(page);
  await kill(page);
  await expect(page.getByText('Simulated camera 1 is simulated, and what draws it stopped.')).toBeVisible();
  await expect(page.getByText('Simulated camera 1 is back.')).toBeVisible({ timeout: 60_000 });
  await stop(page);
});

/** As a graphics driver may end it. */
const kill = (page: Page) =>
  synth(page)[0]!
    .evaluate(() => self.close())
    .catch(() => undefined); // it is gone before it answers
