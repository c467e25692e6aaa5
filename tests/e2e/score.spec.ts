/** Results held against ground truth, with files small enough to be written here. */
import { type Page, expect, test } from '@playwright/test';
import { join } from 'node:path';
import { folderOf, longRows, trackedRows, truthRows } from '../support/mot-files.ts';
import { runCli } from '../support/run-cli.ts';
import { cutOff, violations } from './pages.ts';
import { ALL_COLUMNS, chooseFolder, copied, figuresOfCsv } from './scoring.ts';
import { dropFiles, watchManners } from './support.ts';

const AISLES = ['aisle-1', 'aisle-2', 'aisle-3', 'aisle-4', 'aisle-5'];
const each = (text: (name: string) => string, path: (name: string) => string) =>
  Object.fromEntries(AISLES.map((name) => [path(name), text(name)]));

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('two trackers are scored, a bad file of one is told, and the table is sorted, cut and copied', async ({
  page,
  baseURL,
}, info) => {
  const { offences } = watchManners(page, baseURL!);
  const shop = await folderOf(
    info.outputPath('shop'),
    each(
      () => truthRows,
      (name) => `${name}/gt/gt.txt`,
    ),
  );
  const steady = await folderOf(
    info.outputPath('steady'),
    each(
      () => trackedRows(2),
      (name) => `${name}.txt`,
    ),
  );
  const lines = trackedRows(6).split('\n');
  const bad = lines.with(1, lines[1]!.replace(',40,', ',-3,')).join('\n');
  const swapped = await folderOf(
    info.outputPath('swapped'),
    each(
      (name) => (name === 'aisle-3' ? bad : trackedRows(6, 5)),
      (name) => `data/${name}.txt`,
    ),
  );

  await page.goto('/#/compare');
  await chooseFolder(page, 'Ground truth', shop);
  await expect(page.getByTestId('truth')).toHaveText('shop · sequences: 5');
  await expect(page.getByLabel('Rules of')).toHaveValue('mot17');
  await expect(page.getByText('Guessed: column 8')).toBeVisible();

  await chooseFolder(page, 'Results', steady);
  await chooseFolder(page, 'Results', swapped);
  const runs = page.getByTestId('run');
  await expect(runs).toHaveCount(2);
  await expect(runs.nth(0)).toHaveAttribute('data-state', 'scored');
  await expect(runs.nth(1)).toContainText('in part: 4 of 5 files have figures');
  await expect(runs.nth(1)).toContainText('swapped/data/aisle-3.txt:2:5');
  await expect(runs.nth(1)).toContainText('column 5 (width) is “-3”; expected 0 or more');

  // Five sequences have intervals, four have none.
  const rows = page.getByTestId('figures').locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('–');
  await expect(rows.nth(0).locator('td').first()).toHaveText('5');
  await expect(rows.nth(0).locator('.interval')).not.toHaveCount(0);
  await expect(rows.nth(1).locator('.interval')).toHaveCount(0);

  const heading = page.getByRole('columnheader', { name: /IDF1/u });
  await heading.getByRole('button').click();
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.nth(0)).toContainText('steady');
  await heading.getByRole('button').press('Enter');
  await expect(rows.nth(0)).toContainText('swapped');
  await expect(page).toHaveURL(/#\/compare\?sort=IDF1$/u);

  await page.keyboard.press('x');
  const columns = page.getByRole('dialog', { name: 'Choose columns' });
  await columns.getByLabel('DetA', { exact: true }).uncheck();
  await columns.getByLabel('MT', { exact: true }).check();
  await columns.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('columnheader', { name: /DetA/u })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: /^MT/u })).toBeVisible();
  await expect(page).toHaveURL(/columns=HOTA,AssA,MOTA,FP,FN,IDSW,MT,IDF1/u);
  await usable(page);

  await page.getByLabel('Name of steady').fill('ByteTrack & sons, 50%');
  await expect(rows.nth(1)).toContainText('ByteTrack & sons, 50%');
  expect(await copied(page, 'Copy as CSV')).toContain('"ByteTrack & sons, 50%",combined,5,');
  expect(await copied(page, 'Copy as Markdown')).toMatch(
    /^\| Run \| Sequences \| HOTA ↑ \| AssA ↑ .*\n\| :-- \| :-- \| --: /u,
  );
  expect(await copied(page, 'Copy as LaTeX')).toContain('ByteTrack \\& sons, 50\\%~\\cite{zhang2022bytetrack} & 5 & ');
  const papers = await copied(page, 'BibTeX of what is cited');
  for (const key of ['luiten2021hota', 'ristani2016performance', 'milan2016mot16', 'zhang2022bytetrack'])
    expect(papers).toContain(`{${key},`);

  await page.getByLabel('Name of ByteTrack').fill('steady');
  await page.goto(`/#/compare?columns=${ALL_COLUMNS.join(',')}&rows=sequences`);
  await expect(rows).toHaveCount(9);
  const seen = figuresOfCsv(await copied(page, 'Copy as CSV'));
  const cli = await runCli(['score', 'mot', '--truth', shop, '--tracked', steady, '--benchmark', 'mot17', '--json']);
  const told = JSON.parse(cli.stdout);
  for (const name of AISLES) expect(seen.get(`steady ${name}`)).toEqual(told.sequences[name]);

  await page.getByLabel('Rules of').selectOption('mot20');
  await expect(page.getByText('Chosen by you; the files look like MOT17.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove swapped' }).click();
  await expect(runs).toHaveCount(1);
  await expect(runs).toHaveAttribute('data-state', 'scored');
  await expect(rows).toHaveCount(5);
  expect(offences).toEqual([]);
});

test('single files are dropped, results first, without a pointer afterwards', async ({ page }, info) => {
  const folder = await folderOf(info.outputPath('loose'), {
    'gt.txt': truthRows,
    'one.txt': trackedRows(1),
    'two.txt': trackedRows(9),
    'notes.md': '',
  });
  await page.goto('/#/compare');
  await expect(page.getByText('Nothing to compare yet')).toBeVisible();
  await dropFiles(page, 'Results', [join(folder, 'one.txt'), join(folder, 'two.txt')]);
  await expect(page.getByText('Files that wait for the ground truth: 2')).toBeVisible();
  await dropFiles(page, 'Ground truth', [join(folder, 'gt.txt')]);
  await expect(page.getByTestId('run')).toHaveCount(2);
  await expect(page.getByTestId('figures').locator('tbody tr')).toHaveCount(2);
  await expect(page.getByText('No intervals are given of fewer than 5')).toBeVisible();

  const slider = page.getByTestId('curves').getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.95');
  await page.keyboard.press('Home');
  await expect(page.getByTestId('curves').getByRole('listitem').first()).toContainText('100.0');

  await dropFiles(page, 'Ground truth', [join(folder, 'notes.md')]);
  await expect(page.getByRole('alert')).toContainText('notes.md');
  await expect(page.getByTestId('run')).toHaveCount(2);
});

test('scoring is stopped and gone on with', async ({ page }, info) => {
  const rows = longRows(1500, 40);
  const truth = await folderOf(
    info.outputPath('truth'),
    each(
      () => rows,
      (name) => `${name}.txt`,
    ),
  );
  const busy = await folderOf(
    info.outputPath('busy'),
    each(
      () => rows,
      (name) => `${name}.txt`,
    ),
  );
  await page.goto('/#/compare');
  await chooseFolder(page, 'Ground truth', truth);
  await chooseFolder(page, 'Results', busy);
  await page.getByRole('button', { name: 'Cancel' }).click();
  const run = page.getByTestId('run');
  await expect(run).toHaveAttribute('data-state', 'stopped');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Go on scoring' }).click();
  await expect(run).toHaveAttribute('data-state', 'scored', { timeout: 120_000 });
  await expect(page.getByTestId('figures').locator('tbody td').nth(1)).toContainText('100.0');
});

/** Both themes, a phone and magnified. */
async function usable(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(page)).toEqual([]);
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(() => cutOff(page), `at ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}
