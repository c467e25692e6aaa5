/** A person says who somebody was: what changes is said before, lines follow the person, and it is taken back. */
import { type Page, expect, test } from '@playwright/test';
import { runCli } from '../support/run-cli.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { violations } from './pages.ts';
import { dropFiles, receiptLines, runToTheEnd, tabTo, watchManners } from './support.ts';

const CRISPS = '1 × Crisps';

test('two shoppers are swapped, split and merged; it is kept, taken back, and a replay agrees', async ({
  page,
  baseURL,
}, info) => {
  test.setTimeout(120_000);
  const manners = watchManners(page, baseURL!);
  await openTwo(page, info.outputPath('shop.zip'));
  const receipt = (shopper: string) => page.getByRole('article', { name: `Receipt · ${shopper}` });
  const form = page.getByTestId('identity');
  const said = form.getByTestId('correction-preview');
  await expect(receipt('S1')).toContainText(CRISPS);

  await seekTo(page, 5);
  await receipt('S1').getByRole('button', { name: 'Who this is…' }).click();
  await form.getByLabel('What happened').selectOption('Was mixed up with another from a moment on');
  await expect(form).toContainText(/From 0:0[45]\.\d on/u);
  await expect(said).toHaveText([
    '1 × Crisps goes from S1 to S2.',
    'S1 pays €0.00 instead of €2.50.',
    'S2 pays €2.50 instead of €0.00.',
  ]);
  await sign(page, 'they hugged');
  await expect(form).toHaveCount(0);
  await expect(receipt('S2')).toContainText(CRISPS);
  await expect(receipt('S2')).toContainText(/From 0:0[45]\.\d on S1 and S2 were mixed up\.\s+the owner: they hugged/u);

  await page.reload();
  await expect(receipt('S2')).toContainText(CRISPS, { timeout: 20_000 });
  await expect(receipt('S2')).toContainText('S1 and S2 were mixed up', { timeout: 20_000 });
  expect(await violations(page)).toEqual([]);
  const replayed = JSON.parse((await replay(page, info.outputPath('session.zip'))).stdout);
  expect(replayed.receipts).toMatchObject([
    { shopper: 'S1', lines: [] },
    { shopper: 'S2', lines: [{ quantity: 1 }], total: 250 },
  ]);

  await page.keyboard.press('Control+z');
  await expect(receipt('S1')).toContainText(CRISPS);

  await seekTo(page, 5);
  await receipt('S1').getByRole('button', { name: 'Who this is…' }).click();
  await form.getByLabel('What happened').selectOption('Is somebody else from a moment on');
  await expect(said).toContainText(['1 × Crisps goes from S1 to S1.2.']);
  await sign(page, 'one went out as the other came in');
  await expect(receipt('S1.2')).toContainText(CRISPS);

  await receipt('S1.2').getByRole('button', { name: 'Who this is…' }).click();
  await form.getByLabel('The other').selectOption('S2');
  await expect(said).toContainText(['The visit of S1.2, €2.50, is part of the other.']);
  await sign(page, 'the same coat');
  await expect(receipt('S1.2')).toHaveCount(0);
  await expect(receipt('S2')).toContainText(CRISPS);
  await page.getByText('Changes by people').click();
  await expect(page.getByRole('list', { name: 'Who was whom' }).last().getByRole('listitem')).toHaveCount(4);
  expect(manners.offences).toEqual([]);
});

test('with the keyboard alone, and nothing that cannot be', async ({ page }, info) => {
  await openTwo(page, info.outputPath('shop.zip'));
  const form = page.getByTestId('identity');
  await page.getByRole('article', { name: 'Receipt · S1' }).getByRole('button', { name: /^S1/u }).press('Enter');
  await page.keyboard.press('i');
  await expect(form.getByLabel('What happened')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await page.keyboard.press('i');
  await page.keyboard.press('ArrowDown');
  await expect(form.getByLabel('What happened')).toHaveValue('split');
  await expect(form).toContainText('S1 is not followed before and after this moment');
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'Why');
  await page.keyboard.type('counted twice');
  await tabTo(page, 'Your name');
  await page.keyboard.type('the owner');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect.poll(() => receiptLines(page)).toEqual([`${CRISPS} €2.50`]);
  await expect(page.getByRole('article', { name: 'Receipt · S2' })).toContainText(CRISPS);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('article', { name: 'Receipt · S1' })).toContainText(CRISPS);
});

/** The shop with somebody who takes crisps, and somebody who only stands there. */
async function openTwo(page: Page, path: string): Promise<void> {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [await tinyShopFile(path, { 'sightings/positions.jsonl': two() })]);
  await runToTheEnd(page, 60_000);
  await page.getByText('Took nothing').click();
}

/** @param second - Of the session; by the timeline's own keys. */
async function seekTo(page: Page, second: number): Promise<void> {
  await page.keyboard.press('Home');
  const timeline = page.getByRole('slider', { name: 'Timeline' });
  const steps = Math.round((second / Number(await timeline.getAttribute('aria-valuemax'))) * 100);
  for (let step = 0; step < steps; step++) await timeline.press('ArrowRight');
}

async function sign(page: Page, reason: string): Promise<void> {
  const form = page.getByTestId('identity');
  await form.getByLabel('Why').fill(reason);
  await form.getByLabel('Your name').fill('the owner');
  await form.getByRole('button', { name: 'Save the correction' }).click();
}

async function replay(page: Page, path: string): ReturnType<typeof runCli> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  await (await download).saveAs(path);
  return runCli(['replay', path, '--json']);
}

function two(): string {
  const lines = Array.from({ length: 161 }, (_, tick) => {
    const t = tick / 10;
    const shopping =
      t < 4
        ? [1 + t / 20, 0.2 + t / 2]
        : t < 9
          ? [1.2 + (t - 4) * 0.08, 2.2]
          : [1.6 + (t - 9) * 0.47, 2.2 - (t - 9) * 0.65];
    const standing = t < 10 ? [3.3, 1.5] : [3.3, 1.5 - (t - 10) * 0.45];
    const person = (id: string, [x, y]: number[]) => ({ id, x, y, cov: [0.01, 0, 0, 0.01], hands: [] });
    const people = [...(t < 12 ? [person('p', shopping)] : []), ...(t > 0.5 && t < 13 ? [person('q', standing)] : [])];
    return JSON.stringify({ time: tick * 100_000, people });
  });
  return `${lines.join('\n')}\n`;
}
