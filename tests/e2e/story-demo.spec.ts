/** What a newcomer with a laptop and nothing else goes through: the demo store, with the network off. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page, expect, test } from '@playwright/test';
import { readTrueReceipts } from '../../src/core/datasets/truth-json.ts';
import type { Project } from '../../src/core/planning/project.ts';
import { type PlainHost, startPlainHost } from '../support/plain-host.ts';
import { holdCameras } from '../support/webcams.ts';
import { violations } from './pages.ts';
import { watchManners } from './support.ts';

test.use({ serviceWorkers: 'allow' });

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const demo = fileURLToPath(new URL('../../public/demo/', import.meta.url));
const read = (file: string) => readFileSync(`${demo}${file}`, 'utf8');

/** The run looks at 2,800 pictures on the processor. */
const LONG = 300_000;

test('the demo store begins without a network, and can be paused', async ({ page }) => {
  await using host = await startPlainHost(dist);
  const manners = watchManners(page, host.origin);
  await begin(page, host);
  await expect(page.locator('[data-testid^=people-]').filter({ hasText: /S\d/u }).first()).toBeVisible({
    timeout: LONG,
  });
  const health = page.getByLabel('Health').locator('details');
  await health.locator('summary').click();
  await expect(health).toContainText('people compared by Shop embedder');
  expect(await violations(page)).toEqual([]);
  expect(manners.offences.filter((offence) => !offence.includes('ERR_'))).toEqual([]);
});

test('the demo store runs to its end, and its receipts are what was taken, line by line', async ({ page }) => {
  test.skip(process.env['OPENAISLE_LONG'] !== '1', 'the whole demo runs in npm run test:long');
  test.setTimeout(4 * LONG);
  await using host = await startPlainHost(dist);
  await holdCameras(page, { clip: null, count: 1 });
  await begin(page, host);
  const session = page.getByTestId('session');
  const hint = page.getByTestId('hint').locator('[data-hint]');
  await expect(hint).toHaveAttribute('data-hint', 'proof', { timeout: LONG });
  await page
    .getByRole('button', { name: /^\d+ × / })
    .first()
    .click({ timeout: LONG });
  await expect(page.getByTestId('evidence')).toBeVisible();
  await expect(hint).toHaveCount(0);

  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: LONG });
  await expect(hint).toHaveAttribute('data-hint', 'yours');
  const truth = trueLines();
  // Who took nothing has a visit, and no receipt is shown of it unless it is unfolded.
  expect(await receipts(page)).toEqual(truth.filter((lines) => lines.length > 0));
  const table = page.getByTestId('truth');
  await expect(table).toContainText(`${truth.length} of ${truth.length} receipts`);
  await expect(table).toHaveAttribute('data-f1', '1');
  await expect(page.getByTestId('receipt').locator('img').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Now with your own webcams' }).click();
  await page.getByRole('button', { name: 'Allow cameras' }).click();
  await expect(page.getByText('For a real shop load a detector that was trained on photographs')).toBeVisible();
});

/** From the network's end to the first minute of the run. */
async function begin(page: Page, host: PlainHost): Promise<void> {
  await onWasm(page);
  await page.goto(host.address);
  await kept(page);
  host.down = true;
  await page.goto(`${host.address}?again`);
  await page.getByRole('button', { name: 'Run the demo store' }).click();
  await expect(page.getByTestId('session')).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  const hint = page.getByTestId('hint').locator('[data-hint]');
  await expect(hint).toHaveAttribute('data-hint', 'pause', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(hint).toHaveCount(0);
  await page.getByRole('button', { name: 'Play' }).click();
}

/** Another address than the other stories', so what they are told to run on is told here. */
async function onWasm(page: Page): Promise<void> {
  const engine = JSON.stringify({ all: { runtime: 'tfjs', backend: 'wasm', batch: 1, threads: 1 } });
  await page.addInitScript((chosen) => localStorage.setItem('openaisle-engines', chosen), engine);
}

async function kept(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/settings/storage'));
  await expect(page.getByTestId('offline')).toHaveAttribute('data-state', 'kept', { timeout: 60_000 });
}

/** What should be on each receipt, `2 × Crisps €5.00`; receipts and lines in the order of the alphabet. */
function trueLines(): readonly (readonly string[])[] {
  const { skus } = JSON.parse(read('project.json')) as Project;
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
  return sorted(
    readTrueReceipts(read('truth.json'), 'truth.json')!.map(({ lines }) =>
      lines.map(({ gtin, quantity, unitPrice }) => {
        const name = skus.find((sku) => sku.gtin === gtin)!.name;
        return `${quantity} × ${name} ${money.format((quantity * unitPrice!) / 100)}`;
      }),
    ),
  );
}

/** What is on each receipt that is not empty. */
async function receipts(page: Page): Promise<readonly (readonly string[])[]> {
  const all = await page.getByTestId('receipt').all();
  const read = all.map(async (receipt) => {
    const said = await receipt.getByRole('listitem').allInnerTexts();
    return said.map((line) =>
      line
        .replace(/\s+/gu, ' ')
        .trim()
        .replace(/(?: at \d+:\d\d)?(?: Check)?(?= \D?\d+[.]\d\d\b)/u, ''),
    );
  });
  return sorted(await Promise.all(read));
}

const sorted = (receipts: readonly (readonly string[])[]) =>
  receipts.map((lines) => lines.toSorted()).toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
