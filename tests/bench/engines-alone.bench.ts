/**
 * TensorFlow.js against onnxruntime-web on the processor, each in a worker of its own, on the same weights and as many
 * threads. They take turns in blocks, so that the threads of one sleep while the other computes: within one worker
 * onnxruntime-web's wait by spinning, and take the processor from whoever comes next.
 */
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { data } from '../support/data.ts';
import type { EnginesAlonePage } from '../support/pages/engines-alone/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: EnginesAlonePage };

/** How much of onnxruntime-web's time TensorFlow.js is to need at most, where that is wanted. */
const models: Readonly<Record<string, number | null>> = {
  'yolox_nano_416.onnx': 0.85,
  'fastestdet_352.onnx': 0.85,
  'nanodet_m_416.onnx': null,
};
const THREADS = [1, 2];
const turns = { blocks: 20, runs: 10, before: 2 };

export const bench: Bench = {
  name: 'engines, each alone in its worker',
  run: async () => {
    const paths = Object.keys(models).map((name) => data(`models/${name}`));
    const files = paths.filter((path) => path !== null);
    if (files.length < paths.length) throw new NotMeasured('the models are not in the data folder');
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');

    await using served = await servePage('engines-alone');
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.locator('#files').setInputFiles(files);
      const rows: Row[] = [];
      for (const [model, share] of Object.entries(models)) {
        for (const threads of THREADS) {
          const rules = { ...turns, threads };
          const times = await page.evaluate(([file, how]) => window.page.race(file, how), [model, rules] as const);
          rows.push(...rowsOf(`${model}, ${threads} threads`, times, share));
        }
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};

function rowsOf(what: string, { tfjs, ort }: Record<'tfjs' | 'ort', number[][]>, share: number | null): Row[] {
  const figures = Object.entries({ tfjs, ort }).map(([runtime, blocks]): Row => {
    const least = Math.min(...blocks.flat()).toFixed(1);
    return { what: `${what}, ${runtime}, median (min ${least})`, value: median(blocks.flat()), unit: 'ms' };
  });
  const ratios = {
    medians: median(tfjs.flat()) / median(ort.flat()),
    minima: Math.min(...tfjs.flat()) / Math.min(...ort.flat()),
    // What slows the machine down for a while slows both of a pair.
    'neighbouring blocks': median(tfjs.map((block, i) => median(block) / median(ort[i]!))),
  };
  const rows = Object.entries(ratios).map(([of, value]): Row => {
    const row = { what: `${what}, TensorFlow.js over onnxruntime-web, ${of}`, value, unit: 'ratio' };
    return share === null ? row : { ...row, target: `≤ ${share}`, met: value <= share };
  });
  return [...figures, ...rows];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
