/** COCO’s detections, scored in the browser: what is copied is what COCO’s own program printed. */
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coco } from '#core/metrics/coco.ts';
import { data } from '../support/data.ts';
import { dropPaths } from '../support/drop-paths.ts';
import { copied, figuresOfCsv } from './scoring.ts';
import { watchManners } from './support.ts';

const folder = data('coco-eval');
const FIGURES = Object.keys(coco.figures);
const DETECTIONS = 'instances_val2014_fakebbox100_results';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('detections on COCO, read back from the copied table', async ({ page, baseURL }) => {
  test.skip(folder === null, 'coco-eval is not in the data folder');
  const { offences } = watchManners(page, baseURL!);
  const { bbox } = JSON.parse(await readFile(join(folder!, 'expected_bbox.json'), 'utf8'));
  // Theirs have other names and the same order.
  const expected = Object.fromEntries(Object.values<number>(bbox).map((value, i) => [FIGURES[i]!, value]));
  const percent = (name: string) => (100 * expected[name]!).toFixed(1);
  await page.goto(`/#/compare?columns=${FIGURES.join(',')}`);
  await dropPaths(page, 'Ground truth', [join(folder!, 'instances_val2014_100.json')]);
  await expect(page.getByTestId('truth')).toContainText('instances_val2014_100');
  await expect(page.getByLabel('Rules of')).toHaveCount(0);
  await dropPaths(page, 'Results', [join(folder!, `${DETECTIONS}.json`)]);
  await expect(page.getByTestId('run')).toHaveAttribute('data-state', 'scored', { timeout: 60_000 });
  const rows = page.getByTestId('figures').locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(percent('AP'));

  const copy: Record<string, number> = figuresOfCsv(await copied(page, 'Copy as CSV'), FIGURES).get(
    `${DETECTIONS} combined`,
  )!;
  for (const name of FIGURES) expect(copy[name], name).toBeCloseTo(expected[name]!, 6);
  expect(await copied(page, 'Copy as Markdown')).toContain(`| ${percent('AP')} |`);
  expect(await copied(page, 'Copy as LaTeX')).toContain(`& ${percent('AP50')} `);
  expect(await copied(page, 'BibTeX of what is cited')).toContain('{lin2014coco,');

  // The more is to be found, the less of what is found is right; and less is right the closer it has to fit.
  const curves = page.getByTestId('curves');
  const [threshold, slider] = [curves.getByRole('combobox'), curves.getByRole('slider')];
  const value = curves.getByRole('listitem').locator('b');
  const precision = async (key: 'Home' | 'End') => {
    await slider.press(key);
    await expect(slider).toHaveAttribute('aria-valuetext', key === 'Home' ? '0' : '1');
    return Number(await value.textContent());
  };
  await threshold.selectOption('IoU 0.50');
  await expect(curves.getByRole('img', { name: 'Precision at IoU 0.50 over Recall' }).locator('canvas')).toBeVisible();
  const loose = await precision('Home');
  expect(await precision('End')).toBeLessThan(loose);
  await threshold.selectOption('IoU 0.95');
  await expect(page).toHaveURL(/curve=IoU/u);
  expect(await precision('Home')).toBeLessThan(loose);
  expect(offences).toEqual([]);
});

test('a file that is not COCO’s is named, and a good one beside it is scored', async ({ page }) => {
  test.skip(folder === null, 'coco-eval is not in the data folder');
  await page.goto('/#/compare');
  await dropPaths(page, 'Ground truth', [join(folder!, 'instances_val2014_100.json')]);
  await dropPaths(page, 'Results', [join(folder!, 'expected_bbox.json'), join(folder!, `${DETECTIONS}.json`)]);
  const runs = page.getByTestId('run');
  await expect(runs).toHaveCount(2);
  await expect(runs.nth(0)).toHaveAttribute('data-state', 'failed');
  await expect(runs.nth(0)).toContainText('expected_bbox.json');
  await expect(runs.nth(1)).toHaveAttribute('data-state', 'scored', { timeout: 60_000 });
});
