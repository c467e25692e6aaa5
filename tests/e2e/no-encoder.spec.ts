/** A browser that opens video and writes none: the door says so, and the demo plays all the same. */
import { type Page, expect, test } from '@playwright/test';
import { watchManners } from './support.ts';

test('a browser that encodes no video says what it lacks, and plays the demo', async ({ page, baseURL }) => {
  const { offences } = watchManners(page, baseURL!);
  await withoutEncoders(page);
  await page.goto('/');
  await page.getByText('What this browser lacks').click();
  await expect(page.getByText('Webcams run, but what they see cannot be recorded.')).toBeVisible();
  await expect(page.getByRole('term').filter({ hasText: 'Firefox' })).toBeVisible();

  await page.getByRole('button', { name: 'Run the demo store' }).click();
  // Whom the detector finds then has nothing to do with encoders, and `story-demo` waits for it.
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const plays = async () => Number(await timeline.getAttribute('aria-valuenow', { timeout: 60_000 }));
  await expect.poll(plays, { timeout: 60_000 }).toBeGreaterThan(0.5);
  const has = await Promise.all(page.workers().map((worker) => worker.evaluate(() => 'VideoEncoder' in self)));
  expect(has.length).toBeGreaterThan(0);
  expect(has).not.toContain(true);
  expect(offences).toEqual([]);
});

/** Takes them from the page and from its workers, which no init script reaches. */
async function withoutEncoders(page: Page): Promise<void> {
  const script = `for (const name of ['VideoEncoder', 'AudioEncoder']) delete globalThis[name];`;
  await page.addInitScript(script);
  await page.route(/\.worker-[\w-]+\.js$/u, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}
