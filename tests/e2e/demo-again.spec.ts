/** The demo once more, with another model of the device. Its recording is cut short here: the whole of it is `story-demo.spec`. */
import { type Page, expect, test } from '@playwright/test';
import { codedFiles } from '../support/coded-session.ts';
import { tinyDetector } from '../support/tiny-detector.ts';
import { file } from '../support/tiny-files.ts';
import { dropDetector } from './support.ts';

test('when the demo is over it runs again with another model, and its timeline leads back', async ({ page }, info) => {
  await page.goto('/');
  await shortDemo(page);
  await dropDetector(page, await file(info.outputPath('other.onnx'), new Blob([tinyDetector()])));
  await page.getByRole('button', { name: 'Run the demo store' }).click();
  const [session, again] = [page.getByTestId('session'), page.getByTestId('again')];
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  const model = again.getByRole('combobox', { name: 'Model' });
  const own = await model.locator('option:checked').innerText();
  await expect(session).toContainText(`· ${own}`);

  await model.selectOption('other.onnx');
  await again.getByRole('button', { name: 'Run the demo again' }).click();
  await expect(session).toContainText('· other.onnx');
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  await expect(model.locator('option:checked')).toHaveText('other.onnx');

  await expect(page.getByTestId('hint')).toContainText('Press the timeline to go back');
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const end = Number(await timeline.getAttribute('aria-valuemax'));
  await expect(timeline).toHaveAttribute('aria-valuenow', String(end));
  await timeline.click({ position: { x: (await timeline.boundingBox())!.width / 4, y: 2 } });
  await expect.poll(async () => Number(await timeline.getAttribute('aria-valuenow'))).toBeCloseTo(end / 4, 1);
});

/** The tiny shop in place of the demo: one camera, 25 pictures. */
async function shortDemo(page: Page): Promise<void> {
  const files = await codedFiles(page);
  for (const [path, blob] of files) {
    const body = Buffer.from(await blob.arrayBuffer());
    await page.route(`**/demo/${path}`, (route) => route.fulfill({ body }));
  }
}
