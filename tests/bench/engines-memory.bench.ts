/**
 * Ten thousand frames through each runtime: what is held after each thousand of them. On the processor with a detector for
 * shops; on the graphics device, which is software in most places that run this, with one that hardly computes: frames,
 * tensors, answers and buffers are made and given back as with any other.
 */
import { readFileSync } from 'node:fs';
import { type Browser, type CDPSession, type Page, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import { data } from '../support/data.ts';
import type { Chosen, Held } from '../support/pages/engines-alone/engine.worker.ts';
import type { EnginesAlonePage } from '../support/pages/engines-alone/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: EnginesAlonePage };

const MODEL = 'light_person_detector_192.onnx';
const runtimes: readonly (Chosen & { readonly file: string | null })[] = [
  { runtime: 'tfjs', backend: 'wasm', threads: 2, batch: 1, file: MODEL },
  { runtime: 'ort', backend: 'wasm', threads: 2, batch: 1, file: MODEL },
  // Four at once: on a software device a look takes as long as its dispatches, whatever it looks at.
  { runtime: 'tfjs', backend: 'webgpu', threads: 1, batch: 4, file: null },
];
const [THOUSANDS, FRAMES] = [10, 1000];
/** After the first thousand, in which code is compiled and pools fill, MB a thousand frames. */
const RESIDENT = 1;
/** Collected garbage is not counted to the byte. */
const SCRIPT = 0.1;
const MB = 2 ** 20;

/** After a thousand frames. */
interface Sample extends Held {
  /** B that the worker's script keeps, arrays of its own included. */
  readonly script: number;
  /** B of the process of the page and its workers, and of the one that drives the graphics device. */
  readonly resident: number;
}

export const bench: Bench = {
  name: 'memory over 10,000 frames',
  run: async () => {
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');
    const model = data(`models/${MODEL}`);
    if (model === null) throw new NotMeasured('the model is not in the data folder');
    await using served = await servePage('engines-alone');
    const rows: Row[] = [];
    for (const { file, ...how } of runtimes) {
      const args = [...CHROMIUM_FLAGS, ...engineFlags(how.backend)];
      const browser = await chromium.launch({ executablePath, args });
      try {
        const page = await browser.newPage();
        await page.goto(served.url);
        await page.locator('#files').setInputFiles(model);
        rows.push(...rowsOf(`${how.runtime} ${how.backend}`, await samplesOf(browser, page, how, file)));
      } finally {
        await browser.close();
      }
    }
    return rows;
  },
};

async function samplesOf(browser: Browser, page: Page, how: Chosen, file: string | null): Promise<readonly Sample[]> {
  const cdp = await page.context().newCDPSession(page);
  const worker = new Promise<string>((resolve) => {
    cdp.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId));
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const opened = await page.evaluate(([chosen, name]) => window.page.open(chosen, name), [how, file] as const);
  if (opened !== `${how.runtime} ${how.backend}`) throw new Error(`it runs on ${opened}`);
  const samples: Sample[] = [];
  for (let i = 0; i < THOUSANDS; i++) {
    const held = await page.evaluate((count) => window.page.look(count), FRAMES);
    samples.push({ ...held, script: await scriptOf(cdp, await worker), resident: await residentOf(browser) });
  }
  return samples;
}

/**
 * After what nobody needs has been collected. The page's own way (`measureUserAgentSpecificMemory`) waits for an answer of
 * the runtime's threads, which sleep.
 */
async function scriptOf(cdp: CDPSession, sessionId: string): Promise<number> {
  const ask = async (id: number, method: string): Promise<HeapUsage> => {
    const answer = new Promise<HeapUsage>((resolve) => {
      const listen = ({ message }: { message: string }) => {
        const { id: of, result } = JSON.parse(message) as { id?: number; result: HeapUsage };
        if (of !== id) return;
        cdp.off('Target.receivedMessageFromTarget', listen);
        resolve(result);
      };
      cdp.on('Target.receivedMessageFromTarget', listen);
    });
    await cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await ask(2, 'Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-getHeapUsage */
interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** Of the renderers the largest: others are spares of the browser. */
async function residentOf(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const largest = (kind: string) =>
    Math.max(...processInfo.filter(({ type }) => type === kind).map(({ id }) => kilobytesOf(id)), 0);
  return 1024 * (largest('renderer') + largest('GPU'));
}

function kilobytesOf(process: number): number {
  return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0);
}

function rowsOf(what: string, samples: readonly Sample[]): readonly Row[] {
  const row = (name: string, of: (sample: Sample) => number, unit: string, most: number): readonly Row[] => {
    const values = samples.map(of);
    // Not all of them have tensors, or a device.
    if (values.every((value) => value === 0)) return [];
    const [first, last, slope] = [values[0]!, values.at(-1)!, slopeOf(values.slice(1))];
    const ends = [first, last].map((value) => value.toLocaleString('en', { maximumFractionDigits: 1 })).join(' → ');
    const unitOf = unit === '' ? 'per 1000 frames' : `${unit}/1000 frames`;
    return [{ what: `${what}, ${name} ${ends}`, value: slope, unit: unitOf, target: `≤ ${most}`, met: slope <= most }];
  };
  return [
    ...row('tensors', ({ tensors }) => tensors, '', 0),
    ...row('memory of WASM', ({ wasm }) => wasm / MB, 'MB', 0),
    ...row('buffers on the device made', ({ buffers }) => buffers, '', 0),
    ...row('buffers on the device', ({ gpu }) => gpu, 'B', 0),
    ...row('scripts after collection', ({ script }) => script / MB, 'MB', SCRIPT),
    ...row('resident set', ({ resident }) => resident / MB, 'MB', RESIDENT),
  ];
}

/** Of the line closest to the values, a step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / spread;
}
