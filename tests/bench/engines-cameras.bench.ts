/** Four times as many frames as the network can look at, in a browser with the real worker: who is looked at, how late. */
import { chromium } from 'playwright-core';
import { data } from '../support/data.ts';
import type { PerceivePage } from '../support/pages/perceive/page.ts';
import { servePage } from '../support/serve-page.ts';
import { findBrowser } from '../../scripts/build/browser.mjs';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: PerceivePage };

const MODELS = ['light_person_detector_192.onnx', 'yolox_nano_416.onnx'];
const CAMERAS = [4, 8];
/** ms of a run, and of the one before it that says how long a look takes. */
const [LASTS, PROBE] = [15_000, 4000];
const OVERLOAD = 4;
const [OLDEST, UNFAIR] = [2.2, 1.2];

export const bench: Bench = {
  name: 'many cameras, one network',
  run: async () => {
    const paths = MODELS.map((model) => data(`models/${model}`)).filter((path) => path !== null);
    if (paths.length < MODELS.length) throw new NotMeasured('the models are not in the data folder');
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');
    await using served = await servePage('perceive');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.locator('#files').setInputFiles(paths);
      const rows: Row[] = [];
      for (const model of MODELS) {
        // One core for the network: the other sends the frames.
        const compute = { runtime: 'ort', backend: 'wasm', threads: 1 } as const;
        await page.evaluate(([file, how]) => window.page.load(file, how), [model, compute] as const);
        for (const cameras of CAMERAS) {
          const watch = (period: number, lasts: number) =>
            page.evaluate(([n, each, long]) => window.page.watch(n, each, long), [cameras, period, lasts] as const);
          const probe = await watch(40, PROBE);
          const { ages, looked, offered, figures } = await watch((cameras * probe.figures.look!.p50) / OVERLOAD, LASTS);
          const sorted = ages.toSorted((a, b) => a - b);
          const look = figures.look!.p50;
          const late = sorted[Math.floor(0.95 * (sorted.length - 1))]! / look;
          const unfair = Math.max(...looked) / Math.min(...looked);
          const load = offered / (LASTS / look);
          const row = (what: string, value: number, unit: string) => ({
            what: `${model}, ${cameras} cameras: ${what}`,
            value,
            unit,
          });
          rows.push(
            row('a look', look, 'ms'),
            row('slow looks over a look (p95), which is what else the machine does', figures.look!.p95 / look, 'ratio'),
            row('frames offered over what it can look at', load, 'ratio'),
            { ...row('age p95 over a look', late, 'ratio'), target: `≤ ${OLDEST}`, met: late <= OLDEST },
            row('age p95 over a slow look', (late * look) / figures.look!.p95, 'ratio'),
            { ...row('most over least looked at', unfair, 'ratio'), target: `≤ ${UNFAIR}`, met: unfair <= UNFAIR },
          );
        }
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};
