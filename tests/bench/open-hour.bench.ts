/** How soon a stored hour shows its first picture; what its recall takes is measured in `recall.bench.ts`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openApp } from '../../scripts/headless/open-app.ts';
import { filmOf } from '../support/long-film.ts';
import { HOUR, longHour } from '../support/long-hour.ts';
import type { Bench } from './bench.ts';
import { allowNames } from './watch-page.ts';

declare global {
  interface Window {
    /** When the first picture was on the screen, ms since the page was asked for. */
    firstPicture: Promise<number>;
  }
}

const TIMES = 5;
const MOST = 1000;
/** s */
const LATE = HOUR - 30;

export const bench: Bench = {
  name: 'opening a stored hour',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'openaisle-hour-'));
    await using app = await openApp();
    const { page } = app;
    await page.setViewportSize({ width: 1440, height: 900 });
    await watchForPicture(page);
    await page.reload();
    const film = await filmOf(page, HOUR);
    const file = join(folder, 'hour.zip');
    await writeFile(file, new Uint8Array(await (await longHour(film)).arrayBuffer()));
    await page.getByTestId('files').setInputFiles(file);
    await page.locator('[data-testid="session"][data-phase="finished"]').waitFor({ timeout: 300_000 });
    await rm(folder, { recursive: true, force: true });

    const open = async () => {
      await page.reload({ waitUntil: 'commit' });
      return page.evaluate(() => window.firstPicture);
    };
    const times: number[] = [];
    for (let i = 0; i < TIMES; i++) times.push(await open());
    times.sort((a, b) => a - b);
    const median = times[TIMES >> 1]!;
    await page.evaluate((second) => history.replaceState(null, '', `${location.hash.split('?')[0]}?t=${second}`), LATE);
    const late = await open();
    return [
      { what: 'address to first picture, median', value: median, unit: 'ms', target: `≤ ${MOST}`, met: median <= MOST },
      { what: 'address to first picture, quickest', value: times[0]!, unit: 'ms' },
      { what: 'address to first picture, slowest', value: times.at(-1)!, unit: 'ms' },
      { what: 'address of its last minute to first picture', value: late, unit: 'ms' },
      { what: 'film of each of four cameras', value: film.size / 1e6, unit: 'MB' },
      { what: 'load of the machine, one minute', value: loadavg()[0]!, unit: 'processes' },
    ];
  },
};

/** Before the page is opened. Pixels are looked at once, when the page says that there is a picture. */
async function watchForPicture(page: Page): Promise<void> {
  await allowNames(page);
  await page.addInitScript(() => {
    window.firstPicture = new Promise((resolve) => {
      requestAnimationFrame(function look() {
        const figures = [...document.querySelectorAll('[data-testid="session"] figure')];
        const canvas = figures.find((figure) => !figure.querySelector('.nothing'))?.querySelector('canvas');
        const middle = canvas?.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data;
        if (middle !== undefined && middle[0]! + middle[1]! + middle[2]! > 30) resolve(performance.now());
        else requestAnimationFrame(look);
      });
    });
  });
}
