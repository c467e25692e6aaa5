/** How soon a stored hour shows its first picture; what its recall takes is measured in `recall.bench.ts`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Mediabunny from 'mediabunny';
import type { Page } from 'playwright-core';
import { openApp } from '../../scripts/headless/open-app.ts';
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
const STEP = 4;
const writer = fileURLToPath(
  import.meta.resolve('mediabunny').replace(/\/dist\/.*$/u, '/dist/bundles/mediabunny.min.mjs'),
);

export const bench: Bench = {
  name: 'opening a stored hour',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'openaisle-hour-'));
    await using app = await openApp();
    const { page } = app;
    await page.setViewportSize({ width: 1440, height: 900 });
    const film = await filmAnHour(page);
    const file = join(folder, 'hour.zip');
    await writeFile(file, new Uint8Array(await (await longHour(film)).arrayBuffer()));
    await watchForPicture(page);
    await page.reload();
    await page.getByTestId('files').setInputFiles(file);
    await page.locator('[data-testid="session"][data-phase="finished"]').waitFor({ timeout: 300_000 });
    await rm(folder, { recursive: true, force: true });

    const times: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      await page.reload({ waitUntil: 'commit' });
      times.push(await page.evaluate(() => window.firstPicture));
    }
    times.sort((a, b) => a - b);
    const median = times[TIMES >> 1]!;
    return [
      { what: 'address to first picture, median', value: median, unit: 'ms', target: `≤ ${MOST}`, met: median <= MOST },
      { what: 'address to first picture, quickest', value: times[0]!, unit: 'ms' },
      { what: 'address to first picture, slowest', value: times.at(-1)!, unit: 'ms' },
      { what: 'film', value: film.size / 1e6, unit: 'MB' },
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

/** A frame every {@link STEP} s, written as the app records: no index, every other one a key frame. */
async function filmAnHour(page: Page): Promise<Blob> {
  await page.route('**/test-writer.mjs', (route) => route.fulfill({ path: writer, contentType: 'text/javascript' }));
  const base64 = await page.evaluate(
    async ([seconds, step]) => {
      const at = '/test-writer.mjs';
      const { BufferTarget, CanvasSource, MkvOutputFormat, Output, Quality } = (await import(at)) as typeof Mediabunny;
      const canvas = new OffscreenCanvas(640, 360);
      const context = canvas.getContext('2d')!;
      const target = new BufferTarget();
      const output = new Output({ format: new MkvOutputFormat({ appendOnly: true }), target });
      const source = new CanvasSource(canvas, {
        codec: 'vp8',
        quality: new Quality({ bitrate: 400_000 }),
        keyFrameInterval: 2 * step,
      });
      output.addVideoTrack(source);
      await output.start();
      for (let second = 0; second < seconds; second += step) {
        context.fillStyle = `hsl(${second % 360} 60% 60%)`;
        context.fillRect(0, 0, 640, 360);
        context.fillStyle = '#303030';
        context.fillRect((second * 13) % 600, 120, 50, 160);
        await source.add(second, step);
      }
      await output.finalize();
      const reader = new FileReader();
      const read = new Promise((resolve) => (reader.onload = resolve));
      reader.readAsDataURL(new Blob([target.buffer!]));
      await read;
      return (reader.result as string).split(',')[1]!;
    },
    [HOUR, STEP] as const,
  );
  return new Blob([Buffer.from(base64, 'base64')], { type: 'video/x-matroska' });
}
