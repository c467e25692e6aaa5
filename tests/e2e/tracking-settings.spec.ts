/** Settings → Following people: what is chosen there is kept, and goes with the next session. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { readArchive } from '#storage/archive.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

test('a tracker and its parameters are chosen, kept over a reload, and stored with the next run', async ({
  page,
}, info) => {
  await page.goto('/#/settings/tracking');
  const tracker = page.getByLabel('Tracker');
  await expect(tracker).toHaveValue('bytetrack-xywh');
  await tracker.selectOption('OC-SORT');
  const memory = page.getByLabel('Frames without a detection');
  await expect(memory).toHaveValue('30');
  await expect(memory).toHaveAccessibleDescription(/0 to 600 frames\. Higher: People hidden longer keep their id/u);

  await memory.fill('601');
  await expect(page.getByText('Expected a number from 0 to 600.')).toBeVisible();
  await memory.fill('45');
  await expect(page.getByText('Expected a number from 0 to 600.')).toBeHidden();
  await page.reload();
  await expect(tracker).toHaveValue('oc-sort');
  await expect(memory).toHaveValue('45');

  await page.goto('/#/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
  await runToTheEnd(page, 30_000);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session', exact: true }).click();
  const path = await (await download).path();
  const { session } = await readArchive(new Blob([await readFile(path)]), 'session.zip');
  expect(session.settings.tracking).toMatchObject({ tracker: 'oc-sort', parameters: { maxAge: 45, minScore: 0.6 } });

  await page.goto('/#/settings/tracking');
  await page.getByRole('button', { name: 'Back to the published values' }).click();
  await expect(memory).toHaveValue('30');
});
