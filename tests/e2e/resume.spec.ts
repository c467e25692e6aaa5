import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type SessionArchive, readArchive, readInputs } from '#storage/archive.ts';
import { journalChunks } from '../support/live-run.ts';
import { tinyShopFile } from '../support/tiny-files.ts';
import { dropFiles, runToTheEnd } from './support.ts';

const SECONDS = 1200;

interface Exported {
  readonly archive: SessionArchive;
  readonly inputs: readonly SceneInput[];
}

let folder: string;
let shop: string;
/** Of a run that nothing interrupted. */
let expected: Exported;

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'openaisle-resume-'));
  shop = await tinyShopFile(join(folder, 'long.zip'), {}, SECONDS);
  const whole = await browser.newContext();
  const page = await start(await whole.newPage());
  await runToTheEnd(page, 60_000);
  expected = await exported(page, join(folder, 'whole.zip'));
  await whole.close();
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const percent of [5, 30, 60]) {
  test(`a run that was interrupted at ${percent} % goes on and comes to what it would have come to, bit for bit`, async ({
    context,
  }, info) => {
    const page = await start(await context.newPage());
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.waitForFunction((enough) => {
      const text = document.querySelector('[data-testid=progress]')?.textContent ?? '';
      return Number(/(\d+) %/u.exec(text)?.[1] ?? 0) >= enough;
    }, percent);
    await onDisk(page);
    await page.close();

    const again = await context.newPage();
    await again.goto('/');
    await again.getByRole('link', { name: 'Tiny shop, walk' }).click();
    const session = again.getByTestId('session');
    await expect(session).toHaveAttribute('data-phase', 'interrupted');
    await again.getByRole('button', { name: 'Continue where it stopped' }).click();
    await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
    const resumed = await exported(again, info.outputPath(`resumed-${percent}.zip`));
    expect(resumed.inputs).toEqual(expected.inputs);
    expect(resumed.archive.results).toEqual(expected.archive.results);
    expect(resumed.archive.session.figures).toEqual(expected.archive.session.figures);
  });
}

test('without its files it asks for them, refuses others, and goes on with the same ones', async ({
  browser,
}, info) => {
  const first = await start(await (await browser.newContext()).newPage());
  await first.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(first.getByTestId('progress')).toContainText(/ [2-9]\d %/u, { timeout: 60_000 });
  await first.getByRole('button', { name: 'Cancel' }).click();
  await expect(first.getByTestId('session')).toHaveAttribute('data-phase', 'interrupted');
  await exported(first, info.outputPath('interrupted.zip'));
  await first.context().close();

  // Another device has the session and not the files it ran on.
  const page = await (await browser.newContext()).newPage();
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [info.outputPath('interrupted.zip')]);
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'interrupted');
  await page.getByRole('button', { name: 'Continue where it stopped' }).click();
  const zone = 'The same store project again';
  await expect(page.getByRole('region', { name: zone })).toContainText('drop the same store project again');

  const other = { 'readings/f1-s1-p2.csv': 'time_us,grams\n0,1000\n' };
  await dropFiles(page, zone, [await tinyShopFile(info.outputPath('other.zip'), other, SECONDS)]);
  await expect(page.getByRole('alert')).toContainText('other.zip is not the project this session was run on');
  await expect(session).toHaveAttribute('data-phase', 'interrupted');

  await dropFiles(page, zone, [shop]);
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  const resumed = await exported(page, info.outputPath('resumed.zip'));
  expect(resumed.inputs).toEqual(expected.inputs);
  expect(resumed.archive.results).toEqual(expected.archive.results);
  await page.context().close();
});

test('closed where it stopped, it is finished and says that it was interrupted', async ({ page }, info) => {
  await start(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('progress')).toContainText(/ [1-9]\d? %/u, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'interrupted');
  await page.getByRole('button', { name: 'Close it here' }).click();
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  const { archive, inputs } = await exported(page, info.outputPath('closed.zip'));
  expect(inputs.at(-1)).toMatchObject({ kind: 'action', action: 'end-session' });
  expect(archive.session.figures['interruptedAt']).toBeGreaterThan(0);
  expect(archive.results!.visits.every(({ closed }) => closed !== null)).toBe(true);
});

async function start(page: Page): Promise<Page> {
  await page.goto('/');
  await dropFiles(page, 'Open a recording', [shop]);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  return page;
}

/** Something of the run is kept; a quick one is over before a poll of the usual pace looks again. */
async function onDisk(page: Page): Promise<void> {
  await expect.poll(() => journalChunks(page), { intervals: [20] }).toBeGreaterThan(0);
}

async function exported(page: Page, path: string): Promise<Exported> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export session' }).click();
  await (await download).saveAs(path);
  const archive = await readArchive(await openAsBlob(path), path);
  const inputs: SceneInput[] = [];
  for await (const chunk of readInputs(archive)) inputs.push(...chunk);
  return { archive, inputs };
}
