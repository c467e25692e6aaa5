/** Whether the Score page answers at once while files are dropped, scored, looked at from all sides and copied. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { openApp } from '../../scripts/headless/open-app.ts';
import { crowdText } from '../support/crowd-mot.ts';
import { data } from '../support/data.ts';
import { dropPaths } from '../support/drop-paths.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';
import { type Watched, prepareWatch, watchPage } from './watch-page.ts';

const MOST = 50;
/** How often all of it is done: a task that the page makes long is long every time, one that the machine held up is not. */
const LOOKS = 3;
/** Each with a file for each of seven sequences. */
const RUNS = 24;
const TRACKERS = ['bytetrack', 'oc-sort', 'sort'];
const PATIENCE = 300_000;

interface Story {
  readonly what: string;
  readonly truth: string;
  readonly results: string;
  /** How many runs there are in it, and how many rows of the table of sequences; COCO has none. */
  readonly runs: number;
  readonly rows: number;
}

export const bench: Bench = {
  name: 'the Score page',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'openaisle-score-'));
    const stories = await storiesIn(folder);
    await using app = await openApp();
    // A hundred megabytes were just written: that they go to the disk meanwhile is not the page's doing.
    await promisify(execFile)('sync');
    const { page } = app;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.setViewportSize({ width: 1440, height: 900 });
    await prepareWatch(page);
    const looks = new Map<string, Watched[]>();
    for (let i = 0; i < LOOKS; i++) {
      for (const story of stories) {
        for (const [part, watched] of await tell(page, story)) looks.set(part, [...(looks.get(part) ?? []), watched]);
      }
    }
    await rm(folder, { recursive: true });
    const rows = [...looks].flatMap(([part, watched]) => rowsOf(part, watched));
    return [...rows, { what: 'load of the machine, one minute', value: loadavg()[0]!, unit: 'processes' }];
  },
};

async function storiesIn(folder: string): Promise<readonly Story[]> {
  const [mot17, half, coco] = [data('mot17-eval'), data('mot17-val-half'), data('coco-eval')];
  if (mot17 === null || half === null || coco === null)
    throw new NotMeasured('mot17-eval, mot17-val-half or coco-eval is not in the data folder');
  const runs = join(folder, 'runs');
  for (let i = 0; i < RUNS; i++) {
    const tracker = TRACKERS[i % TRACKERS.length]!;
    await cp(join(half, 'reference', tracker), join(runs, `${tracker}-${i + 1}`), { recursive: true });
  }
  const million = crowdText(10_000, 100);
  for (const [name, text] of Object.entries(million)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'crowd.txt'), text);
  }
  return [
    { what: 'MPNTrack on MOT17', truth: mot17, results: join(mot17, 'MPNTrack'), runs: 1, rows: 21 },
    { what: `${RUNS} runs on val-half`, truth: join(half, 'gt'), results: runs, runs: RUNS, rows: 7 * RUNS },
    { what: 'a million rows', truth: join(folder, 'truth'), results: join(folder, 'tracked'), runs: 1, rows: 1 },
    {
      what: 'COCO',
      truth: join(coco, 'instances_val2014_100.json'),
      results: join(coco, 'instances_val2014_fakebbox100_results.json'),
      runs: 1,
      rows: 0,
    },
  ];
}

/** Each part is watched by itself: what is slow is then known by name. */
async function tell(page: Page, story: Story): Promise<ReadonlyMap<string, Watched>> {
  const address = new URL('#/compare', page.url()).href;
  // Nothing of the story before is left.
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('region', { name: 'Results' }).waitFor();
  const parts = partsOf(page, story);
  const all = new Map<string, Watched>();
  for (const [part, act] of Object.entries(parts))
    all.set(`${story.what}, ${part}`, await watchPage(page, () => act().then(() => 0)));
  return all;
}

function partsOf(page: Page, { truth, results, runs, rows }: Story): Record<string, () => Promise<void>> {
  const { keyboard } = page;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await keyboard.press(key);
      await settled(page);
    }
  };
  const figures = page.getByTestId('figures');
  const curves = page.getByTestId('curves');
  const heading = (name: RegExp) => figures.getByRole('columnheader', { name }).getByRole('button');
  const sort = async (name: RegExp) => {
    for (let i = 0; i < 3; i++) {
      await heading(name).click();
      await settled(page);
    }
  };
  const first = rows === 0 ? /^AP /u : /^HOTA/u;
  return {
    'dropped and scored': async () => {
      await dropPaths(page, 'Ground truth', [truth]);
      await page.getByTestId('truth').waitFor();
      await dropPaths(page, 'Results', [results]);
      await page
        .locator('[data-testid="run"][data-state="scored"]')
        .nth(runs - 1)
        .waitFor({ timeout: PATIENCE });
      await curves.locator('canvas').waitFor();
    },
    sorted: () => sort(first),
    'columns chosen': async () => {
      await press('x');
      for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) {
        await box.check();
        await settled(page);
      }
      await press('Escape');
    },
    ...(rows > 0 && {
      'row by row of its sequences': async () => {
        await press('v');
        await figures.getByRole('row').nth(1).waitFor();
        await sort(first);
      },
    }),
    curves: async () => {
      const [figure, slider] = [curves.getByRole('combobox'), curves.getByRole('slider')];
      for (const option of await figure.getByRole('option').all()) {
        await figure.selectOption(await option.getAttribute('value'));
        await settled(page);
      }
      await slider.focus();
      await press('End', 'Home', ...Array.from({ length: 10 }, () => 'ArrowRight'));
      await curves.locator('.u-over').hover();
      await settled(page);
      await page.locator('h1').click();
    },
    copied: () => press('c', 'm', 'l', 'b'),
    ...(runs > 1 && {
      'a run renamed and removed': async () => {
        await page.getByTestId('run').first().getByRole('textbox').fill('another');
        await settled(page);
        await page.getByRole('button', { name: 'Remove another' }).click();
        await settled(page);
      },
    }),
  };
}

/** What was changed is on the screen. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))));

function rowsOf(part: string, looks: readonly Watched[]): readonly Row[] {
  const computing = looks.map(({ tasks }) => Math.max(0, ...tasks.map(({ cpu }) => cpu)));
  const clock = looks.map(({ tasks }) => tasks[0]?.wall ?? 0);
  const over = looks.flatMap(({ tasks }) => tasks).filter(({ wall }) => wall > MOST).length;
  const row = (what: string, value: number, unit = 'ms'): Row => ({ what: `${part}: ${what}`, value, unit });
  const most = Math.max(...computing);
  return [
    { ...row(`longest task of ${LOOKS} looks, computing`, most), target: `≤ ${MOST}`, met: most <= MOST },
    row('by the clock, median of the longest', median(clock)),
    row('by the clock, longest of all', Math.max(...clock)),
    { ...row('tasks over 50 ms by the clock', over, ''), target: '0', met: over === 0 },
  ];
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
