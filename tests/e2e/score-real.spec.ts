/** A published tracker’s results on MOT17, scored in the browser: what is copied is what the command line prints. */
import { expect, test } from '@playwright/test';
import { data } from '../support/data.ts';
import { runCli } from '../support/run-cli.ts';
import { ALL_COLUMNS, chooseFolder, copied, figuresOfCsv } from './scoring.ts';
import { watchManners } from './support.ts';

const folder = data('mot17-eval');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('MPNTrack on MOT17, read back from the copied table', async ({ page, baseURL }) => {
  test.skip(folder === null, 'mot17-eval is not in the data folder');
  const { offences } = watchManners(page, baseURL!);
  await page.goto(`/#/compare?columns=${ALL_COLUMNS.join(',')}`);
  await chooseFolder(page, 'Ground truth', folder!);
  await expect(page.getByTestId('truth')).toHaveText('mot17-eval · sequences: 7');
  await expect(page.getByText('Guessed: the sequences are called so.')).toBeVisible();
  await chooseFolder(page, 'Results', `${folder!}/MPNTrack`);
  await expect(page.getByTestId('run')).toHaveAttribute('data-state', 'scored', { timeout: 120_000 });
  // 21 files of 7 sequences under the names of three detectors.
  await expect(page.getByTestId('figures').locator('tbody td').first()).toHaveText('7');

  const cli = await runCli([
    'score',
    'mot',
    '--truth',
    `${folder!}/gt`,
    '--tracked',
    `${folder!}/MPNTrack`,
    '--benchmark',
    'mot17',
    '--json',
  ]);
  const told = JSON.parse(cli.stdout);
  expect(figuresOfCsv(await copied(page, 'Copy as CSV'))).toEqual(new Map([['MPNTrack combined', told.combined]]));

  await page.keyboard.press('v');
  await expect(page.getByTestId('figures').locator('tbody tr')).toHaveCount(21);
  const wanted = Object.entries(told.sequences).map(([name, figures]) => [`MPNTrack ${name}`, figures] as const);
  expect(figuresOfCsv(await copied(page, 'Copy as CSV'))).toEqual(new Map(wanted));
  expect(offences).toEqual([]);
});
