/**
 * Ten thousand frames through each runtime, with a network that hardly computes: what is held after each thousand of them.
 * Frames, tensors, answers and buffers are made and given back as with any network.
 */
import { readFileSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import type { Chosen, Held } from '../support/pages/engines-alone/engine.worker.ts';
import type { EnginesAlonePage } from '../support/pages/engines-alone/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: EnginesAlonePage };

const runtimes: readonly Chosen[] = [
  { runtime: 'tfjs', backend: 'wasm', threads: 2 },
  { runtime: 'ort', backend: 'wasm', threads: 2 },
  { runtime: 'tfjs', backend: 'webgpu', threads: 1 },
];
const [THOUSANDS, FRAMES] = [10, 1000];
/** After the first thousand, in which code is compiled and pools fill, MB a thousand frames. */
const RESIDENT = 1;
/** Collected garbage is not counted to the byte. */
const SCRIPT = 0.1;
const MB = 2 ** 20;

/** After a thousand frames. */
interface Sample extends Held {
  readonly script: number;
  /** B of the process of the page and its workers. */
  readonly resident: number;
}

export const bench: Bench = {
  name: 'memory over 10,000 frames',
  run: async () => {
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');
    await using served = await servePage('engines-alone');
    const rows: Row[] = [];
    for (const how of runtimes) {
      const extra = ['--enable-blink-features=ForceEagerMeasureMemory', ...engineFlags(how.backend)];
      const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...extra] });
      try {
        rows.push(...rowsOf(`${how.runtime} ${how.backend}`, await samplesOf(browser, served.url, how)));
      } finally {
        await browser.close();
      }
    }
    return rows;
  },
};

async function samplesOf(browser: Browser, url: string, how: Chosen): Promise<readonly Sample[]> {
  const page = await browser.newPage();
  await page.goto(url);
  const opened = await page.evaluate((chosen) => window.page.open(chosen), how);
  if (opened !== `${how.runtime} ${how.backend}`) throw new Error(`it runs on ${opened}`);
  const samples: Sample[] = [];
  for (let i = 0; i < THOUSANDS; i++) {
    const held = await page.evaluate((count) => window.page.look(count), FRAMES);
    const script = await page.evaluate(() => window.page.script());
    samples.push({ ...held, script, resident: await residentOf(browser) });
  }
  return samples;
}

/** Of the largest renderer: others are spares of the browser. */
async function residentOf(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return 1024 * Math.max(...kilobytes);
}

function rowsOf(what: string, samples: readonly Sample[]): readonly Row[] {
  const row = (name: string, of: (sample: Sample) => number, unit: string, most: number): Row => {
    const values = samples.map(of);
    const [first, last, slope] = [values[0]!, values.at(-1)!, slopeOf(values.slice(1))];
    const ends = [first, last].map((value) => value.toLocaleString('en', { maximumFractionDigits: 1 })).join(' → ');
    const unitOf = unit === '' ? 'per 1000 frames' : `${unit}/1000 frames`;
    return { what: `${what}, ${name} ${ends}`, value: slope, unit: unitOf, target: `≤ ${most}`, met: slope <= most };
  };
  return [
    row('tensors', ({ tensors }) => tensors, '', 0),
    row('memory of WASM', ({ wasm }) => wasm / MB, 'MB', 0),
    row('buffers on the device made', ({ buffers }) => buffers, '', 0),
    row('buffers on the device', ({ gpu }) => gpu, 'B', 0),
    row('scripts after collection', ({ script }) => script / MB, 'MB', SCRIPT),
    row('resident set', ({ resident }) => resident / MB, 'MB', RESIDENT),
  ];
}

/** Of the line closest to the values, a step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / spread;
}
