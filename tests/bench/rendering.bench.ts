import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import type { SynthPage } from '../support/pages/synth/page.ts';
import { runProgram } from '../support/run-cli.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured } from './bench.ts';

declare const window: { readonly page: SynthPage };

/** Nothing of our models was trained, chosen or measured on these. */
const [SEED, STORES] = [910_000, 4];
/** The data set's own: pictures of one store, and px. */
const EACH = 24;
const [WIDTH, HEIGHT] = [640, 360];
const WANTED = 5;
const ROUNDS = 3;

/**
 * Pictures of a data set a second, with their truth, written to the disk; and what motion blur would cost, of two moments for each picture,
 * the fewest there are. Without a graphics processor the browser draws on the processor.
 */
export const bench: Bench = {
  name: 'rendering',
  async run() {
    if (findBrowser() === null) throw new NotMeasured('there is no Chromium');
    const rate = await dataSetRate();
    const [sharp, blurred] = await drawingTimes();
    const reckoned = 1000 / (1000 / rate + blurred - sharp);
    const size = `${WIDTH} × ${HEIGHT} px`;
    return [
      { what: `data:render, ${size}`, value: rate, unit: 'frames/s', target: `≥ ${WANTED}`, met: rate >= WANTED },
      { what: 'drawing alone, from one moment a frame', value: 1000 / sharp, unit: 'frames/s' },
      { what: 'the same from two moments, averaged', value: 1000 / blurred, unit: 'frames/s' },
      { what: 'data:render with two moments, reckoned', value: reckoned, unit: 'frames/s' },
    ];
  },
};

/** As the program itself says it: the start of the browser is not in it. */
async function dataSetRate(): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'openaisle-bench-'));
  try {
    const count = String(STORES * EACH);
    const words = ['--out', join(scratch, 'set'), '--seed', String(SEED), '--count', count];
    const { status, stderr } = await runProgram('data-render', words);
    const [, told] = new RegExp(`${count} of ${count} pictures, ([\\d.]+) a second`, 'u').exec(stderr) ?? [];
    if (status !== 0 || told === undefined) throw new Error(stderr);
    return Number(told);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** In turns, the best round of each: ms a frame from one moment, and from two. */
async function drawingTimes(): Promise<readonly [number, number]> {
  await using served = await servePage('synth');
  const args = [...CHROMIUM_FLAGS, ...engineFlags('drawing')];
  const browser = await chromium.launch({ executablePath: findBrowser()!, args });
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    const draw = (exposures: number) =>
      page.evaluate((given) => window.page.draw(...given), [SEED, WIDTH, HEIGHT, EACH, exposures] as const);
    const best = [Infinity, Infinity] as [number, number];
    for (let round = 0; round < ROUNDS; round++)
      for (const i of [0, 1] as const) best[i] = Math.min(best[i], await draw(i + 1));
    return best;
  } finally {
    await browser.close();
  }
}
