/**
 * What looking costs beyond the network itself: four 640 × 360 clips through decoder, worker and network in Chromium, one
 * WASM thread; and whether 10,000 frames leave anything behind.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { data } from '../support/data.ts';
import type { PerceivePage } from '../support/pages/perceive/page.ts';
import { servePage } from '../support/serve-page.ts';
import { findBrowser } from '../../scripts/build/browser.mjs';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: PerceivePage };

const clips = [1, 3, 5, 7].map((camera) => `cps-test-01-cam${camera}.webm`);
const model = 'yolox_nano_416.onnx';
/** A network so small that ten thousand frames take a minute or two. */
const smallModel = 'light_person_detector_192.onnx';
/** The first 2.5 s: a hundred looks. */
const UNTIL = 2_400_000;
const FRAMES = 10_000;
const WARM_UP = 1_000;

export const bench: Bench = {
  name: 'perceive',
  run: async () => {
    const paths = [
      ...clips.map((clip) => `aifi-nanostore/video/${clip}`),
      ...[model, smallModel].map((name) => `models/${name}`),
    ];
    const files = paths.map((path) => data(path)).filter((path) => path !== null);
    if (files.length < paths.length)
      throw new NotMeasured('the AiFi recording or the models are not in the data folder');
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');

    await using served = await servePage('perceive');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.locator('#files').setInputFiles(files);

      await page.evaluate((file) => window.page.load(file, { runtime: 'ort', backend: 'wasm', threads: 1 }), model);
      const run = await page.evaluate(([all, until]) => window.page.run(all, { every: 1, until }), [
        clips,
        UNTIL,
      ] as const);
      const ratio = run.total / run.steps.reduce((sum, { model: own }) => sum + own, 0);
      const tensor = median(run.steps.map((each) => each.tensor));

      await page.evaluate(
        (file) => window.page.load(file, { runtime: 'ort', backend: 'wasm', threads: 1 }),
        smallModel,
      );
      await page.evaluate((count) => window.page.feed(count), WARM_UP);
      const cdp = await browser.newBrowserCDPSession();
      const pages = await page.context().newCDPSession(page);
      const settled = async () => {
        await pages.send('HeapProfiler.collectGarbage');
        const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
        return processInfo
          .filter(({ type }) => type === 'renderer')
          .reduce((sum, { id }) => sum + residentBytes(id), 0);
      };
      const before = await settled();
      await page.evaluate((count) => window.page.feed(count), FRAMES);
      const growth = ((await settled()) - before) / 1e6 / (FRAMES / 1000);

      const rows: readonly Row[] = [
        {
          what: 'pipeline over bare model, 4 clips, 1 thread',
          value: ratio,
          unit: 'ratio',
          target: '≤ 1.10',
          met: ratio <= 1.1,
        },
        { what: 'frame to tensor, 640 × 360 to 416 × 416', value: tensor, unit: 'ms', target: '≤ 1', met: tensor <= 1 },
        { what: 'copy out of the frame', value: median(run.steps.map((each) => each.copy)), unit: 'ms' },
        { what: 'YOLOX-nano, 1 thread', value: median(run.steps.map((each) => each.model)), unit: 'ms' },
        { what: 'decoding and suppression', value: median(run.steps.map((each) => each.decode)), unit: 'ms' },
        { what: `memory, ${FRAMES} frames`, value: growth, unit: 'MB/1000 frames', target: '≤ 1', met: growth <= 1 },
      ];
      return rows;
    } finally {
      await browser.close();
    }
  },
};

/** Resident memory of a process on Linux: everything, also what no heap counts. */
function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
