/**
 * The path on the graphics device with a network so small that what is done around it shows: against the bare network,
 * against what people usually write, four cameras at once, and whether anything is left behind. On SwiftShader, unless
 * the machine's Chromium has a graphics processor.
 */
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { engineFlags } from '../../scripts/headless/engine-flags.ts';
import type { EnginesGpuPage, Times } from '../support/pages/engines-gpu/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: EnginesGpuPage };

const ROUNDS = 25;
const LOOKS = 50;

export const bench: Bench = {
  name: 'engines-gpu',
  run: async () => {
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');
    await using served = await servePage('engines-gpu');
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...engineFlags('webgpu')] });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      const [rounds, looks] = [ROUNDS, LOOKS];
      const report = await page.evaluate(([a, b]) => window.page.measure(a, b), [rounds, looks] as const);
      const { encoding, looking, stages, cameras, tiny, memory, imports, adapter, readBack } = report;
      if (report.whyPlain !== null) throw new Error(`the network was not captured: ${report.whyPlain}`);
      const [early, late] = memory as [(typeof memory)[0], (typeof memory)[0]];
      return [
        {
          what: `adapter ${adapter.vendor} ${adapter.architecture}, software`,
          value: Number(adapter.software),
          unit: '',
        },
        ...atLeast('encoding, plain over plan', encoding, 'plain', 'plan', 10),
        ...atMost('a look over the bare plan', looking, 'ours', 'plan', 1.25),
        ...atLeast('usual way over ours', looking, 'usual', 'ours', 1.2),
        ...atLeast('coco-ssd over ours', looking, 'coco-ssd', 'ours', 1.5),
        // Of 96 × 96 px a picture fills the kernels' tiles, so that the device has four times as much to compute.
        ...ratios('four calls over one batch, bound by arithmetic', cameras, 'calls', 'batch'),
        ...atLeast('four calls over one batch, bound by dispatches', tiny, 'calls', 'batch', 1.5),
        ...medians('encoding, ', encoding),
        ...medians('', looking),
        ...medians('of a look, ', stages),
        ...medians('96 px, ', cameras),
        ...medians('32 px, ', tiny),
        ...medians('as many dispatches, ', report.nothing),
        { what: 'read back', value: readBack, unit: 'B/frame', target: '≤ 4096', met: readBack <= 4096 },
        ...imports.map(({ name, milliseconds }): Row => {
          return {
            what: `import ${name}${milliseconds === null ? ', does not work' : ''}`,
            value: milliseconds ?? 0,
            unit: 'ms',
          };
        }),
        flat(`tensors, ${LOOKS} looks`, late.tensors - early.tensors, ''),
        flat(`bytes of the runtime, ${LOOKS} looks`, late.bytes - early.bytes, 'B'),
        flat(`buffers made, ${LOOKS} looks`, late.made - early.made, ''),
      ];
    } finally {
      await browser.close();
    }
  },
};

function atLeast(what: string, times: Times, a: string, b: string, least: number): readonly Row[] {
  return ratios(what, times, a, b).map((row) => ({ ...row, target: `≥ ${least}`, met: row.value >= least }));
}

function atMost(what: string, times: Times, a: string, b: string, most: number): readonly Row[] {
  return ratios(what, times, a, b).map((row) => ({ ...row, target: `≤ ${most}`, met: row.value <= most }));
}

/** Of the medians, and of the fastest rounds. */
function ratios(what: string, times: Times, a: string, b: string): readonly Row[] {
  return [
    { what: `${what}, medians`, value: median(times[a]!) / median(times[b]!), unit: 'ratio' },
    { what: `${what}, minima`, value: Math.min(...times[a]!) / Math.min(...times[b]!), unit: 'ratio' },
  ];
}

function medians(of: string, times: Times): readonly Row[] {
  return Object.entries(times).map(([name, each]) => {
    return { what: `${of}${name}, median`, value: median(each), unit: 'ms' };
  });
}

function flat(what: string, value: number, unit: string): Row {
  return { what, value, unit, target: '0', met: value === 0 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
