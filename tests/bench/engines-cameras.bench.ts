/**
 * Four times as many frames as the network can look at, in a browser with the real worker: who is looked at, how late.
 * Beside it what the rules alone give, for cameras that send on time and looks that take just as long, one by one.
 */
import { chromium } from 'playwright-core';
import { data } from '../support/data.ts';
import type { PerceivePage, Watched } from '../support/pages/perceive/page.ts';
import { servePage } from '../support/serve-page.ts';
import { ageP95, simulate } from '../support/simulated-watch.ts';
import { findBrowser } from '../../scripts/build/browser.mjs';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: PerceivePage };

const MODELS = ['light_person_detector_192.onnx', 'yolox_nano_416.onnx'];
const CAMERAS = [4, 8];
/** ms of a run, and of what comes before it counts: cameras are finding out how fast to send. */
const [LASTS, BEFORE] = [30_000, 5_000];
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
        // One core for the network: the other sends the frames. One size: a smaller one would be taken meanwhile.
        const compute = { runtime: 'ort', backend: 'wasm', threads: 1 } as const;
        await page.evaluate(([file, how]) => window.page.load(file, how, true), [model, compute] as const);
        for (const cameras of CAMERAS) {
          const rules = [cameras, OVERLOAD, LASTS] as const;
          const watched = await page.evaluate(([n, times, long]) => window.page.watch(n, times, long), rules);
          rows.push(...(await rowsOf(`${model}, ${cameras} cameras`, cameras, watched)));
        }
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};

async function rowsOf(of: string, cameras: number, watched: Watched): Promise<readonly Row[]> {
  const { looked } = watched;
  const seen = watched.seen.filter(({ said }) => said > BEFORE);
  const look = quantile(
    watched.looks.filter(({ time }) => time > BEFORE).map(({ milliseconds }) => milliseconds),
    0.5,
  );
  // The network never rests: from one answer to the next is a look, and whatever came between.
  const turns = seen.slice(1).map(({ said }, i) => said - seen[i]!.said);
  const offered = watched.offered.filter((time) => time > BEFORE).length;
  const ages = seen.map(({ time, said }) => said - time);
  const late = quantile(ages, 0.95) / look;
  const unfair = Math.max(...looked) / Math.min(...looked);
  const row = (what: string, value: number, unit: string): Row => ({ what: `${of}: ${what}`, value, unit });
  return [
    row('a look', look, 'ms'),
    row('slow turns over a look (p95), which is what else the machine does', quantile(turns, 0.95) / look, 'ratio'),
    row('frames offered over those looked at', offered / seen.length, 'ratio'),
    { ...row('age p95 over a look', late, 'ratio'), target: `≤ ${OLDEST}`, met: late <= OLDEST },
    row('the same by the rules alone, with these turns', await byTheRules(cameras, turns, look), 'ratio'),
    row('the same by the rules alone, every look as long', await byTheRules(cameras, [look], look), 'ratio'),
    { ...row('most over least looked at', unfair, 'ratio'), target: `≤ ${UNFAIR}`, met: unfair <= UNFAIR },
  ];
}

/** p95 of the age over `look`, ms. @param turns - ms, one after the other and from the beginning again. */
async function byTheRules(cameras: number, turns: readonly number[], look: number): Promise<number> {
  const period = (1000 * cameras * look) / OVERLOAD;
  let next = 0;
  const { seen } = await simulate({
    cameras: Array.from({ length: cameras }, (_, i) => ({ id: `cam${i}`, period, phase: (i * period) / cameras })),
    look: () => 1000 * turns[next++ % turns.length]!,
    lasts: 1000 * (LASTS - BEFORE),
  });
  return ageP95(seen) / 1000 / look;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}
