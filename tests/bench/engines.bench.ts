/**
 * The engines against one another: in turns, in one worker of a Chromium, on the same weights and threads; whether the choice
 * made from a short measurement holds in a long one; and what else a detector on TensorFlow.js costs: fetched bytes,
 * the way around the network, memory.
 */
import { chromium } from 'playwright-core';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import { pick, regret } from '#core/speed/pick.ts';
import { type MeasuredRow, type SpeedRow, isMeasured } from '#core/speed/row.ts';
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/build/browser.mjs';
import { data } from '../support/data.ts';
import type { PerceivePage } from '../support/pages/perceive/page.ts';
import { servePage } from '../support/serve-page.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

declare const window: { readonly page: PerceivePage };

const clips = [1, 3, 5, 7].map((camera) => `cps-test-01-cam${camera}.webm`);
const models = ['yolox_nano_416.onnx', 'fastestdet_352.onnx', 'nanodet_m_416.onnx', 'light_person_detector_192.onnx'];
/** For which the wish is set. */
const FAST = models.slice(0, 2);
const network: MeasureOptions = {
  what: 'network',
  budgetMs: 10_000,
  mostRounds: 100,
  hopeless: 100,
  softwareGraphics: false,
};
const look: MeasureOptions = { ...network, what: 'look' };
/** As before a first run. */
const short: MeasureOptions = { ...look, budgetMs: 2500, mostRounds: 40, hopeless: 4 };

const STEPS = ['copy', 'tensor', 'model', 'decode'] as const;
/** The first 1.2 s: fifty looks. */
const UNTIL = 1_200_000;

export const bench: Bench = {
  name: 'engines',
  run: async () => {
    const paths = [...clips.map((clip) => `aifi-nanostore/video/${clip}`), ...models.map((name) => `models/${name}`)];
    const files = paths.map((path) => data(path)).filter((path) => path !== null);
    if (files.length < paths.length)
      throw new NotMeasured('the AiFi recording or the models are not in the data folder');
    const executablePath = findBrowser();
    if (executablePath === null) throw new NotMeasured('there is no Chromium');

    await using served = await servePage('perceive');
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.locator('#files').setInputFiles(files);
      const measure = (file: string, options: MeasureOptions) =>
        page.evaluate(([model, how]) => window.page.measure(model, how), [file, options] as const);

      const rows: Row[] = [];
      for (const model of models) rows.push(...comparison(model, await measure(model, network)));
      for (const model of models) {
        const picked = pick(await measure(model, short), { cameras: 4 });
        const value = regret(await measure(model, look), { cameras: 4 }, picked!.contender);
        rows.push(bounded(`regret of the choice, ${model}`, value, 'ratio', 1.05));
      }

      await page.evaluate((file) => window.page.load(file, { runtime: 'tfjs', backend: 'wasm' }), models[0]!);
      const run = await page.evaluate(([all, until]) => window.page.run(all, { every: 1, until }), [
        clips,
        UNTIL,
      ] as const);
      const sumOf = (step: (typeof STEPS)[number]) => run.steps.reduce((sum, { [step]: took }) => sum + took, 0);
      const all = STEPS.reduce((sum, step) => sum + sumOf(step), 0);
      const what = '4 cameras, YOLOX-nano, WASM';
      for (const step of STEPS)
        rows.push({
          what: `${step}, ${what}, mean of ${run.steps.length}`,
          value: sumOf(step) / run.steps.length,
          unit: 'ms',
        });
      rows.push(bounded(`(pre + infer + post) / infer, ${what}`, all / sumOf('model'), 'ratio', 1.08));
      return rows;
    } finally {
      await browser.close();
    }
  },
};

function comparison(model: string, rows: readonly SpeedRow[]): readonly Row[] {
  const measured = rows.filter(isMeasured);
  const figures = measured.map(({ contender: { runtime, backend }, figures: { medianMs, minMs, runs } }) => {
    return {
      what: `${model}, ${runtime} ${backend}, median of ${runs} (min ${minMs.toFixed(1)})`,
      value: medianMs,
      unit: 'ms',
    };
  });
  const [tfjs, ort] = (['tfjs', 'ort'] as const).map((name) =>
    measured.find(({ contender }) => contender.runtime === name && contender.backend === 'wasm'),
  );
  if (tfjs === undefined || ort === undefined) return figures;
  const ratio = (of: (row: MeasuredRow) => number) => of(tfjs) / of(ort);
  const compared = (what: string, value: number): Row => {
    const words = `${model}, TensorFlow.js over onnxruntime-web, ${what}`;
    return FAST.includes(model) ? bounded(words, value, 'ratio', 0.85) : { what: words, value, unit: 'ratio' };
  };
  return [
    ...figures,
    compared(
      'medians',
      ratio(({ figures: { medianMs } }) => medianMs),
    ),
    compared(
      'minima',
      ratio(({ figures: { minMs } }) => minMs),
    ),
  ];
}

function bounded(what: string, value: number, unit: string, most: number): Row {
  return { what, value, unit, target: `≤ ${most}`, met: value <= most };
}
