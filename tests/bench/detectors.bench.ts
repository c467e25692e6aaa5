/**
 * Detectors side by side on people of a real shop that none of them was trained on: what they find, what they cost. By the
 * command line, so by the app's own engines; only boxes of class `person` count.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { readCocoTruth } from '#core/datasets/coco-truth.ts';
import { coco } from '#core/metrics/coco.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import { engines } from '#engines/engines.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { operationsOf } from '../../scripts/inference/operations.ts';
import { data } from '../support/data.ts';
import { runCli } from '../support/run-cli.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';
import { SHOP_CAMERAS, shopPeopleTruth, shopPicture } from '../support/shop-people.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

const ours = fileURLToPath(new URL('../../models/shop-detector/shop-detector.onnx', import.meta.url));
const others = [
  'yolox_nano_416.onnx',
  'nanodet_m_416.onnx',
  'fastestdet_352.onnx',
  'light_person_detector_192.onnx',
] as const;
/** What ours is to be better than. */
const LEAST = 'fastestdet_352.onnx';
/** Whose time it may take at most. */
const FASTER_THAN = 'yolox_nano_416.onnx';
const ROUNDS = 25;
const PERSON = 1;

interface Found {
  readonly image_id: number;
  readonly category_id: number;
}

export const bench: Bench = {
  name: 'detectors',
  async run() {
    const truth = shopPeopleTruth();
    const files = others.map((name) => data(`models/${name}`)).filter((path) => path !== null);
    if (truth === null || files.length < others.length)
      throw new NotMeasured('the AiFi recording or the models are not in the data folder');

    const scores = new Map<string, number>();
    const rows: Row[] = [];
    for (const model of [...files, ours].filter((path) => existsSync(path))) {
      const name = basename(model);
      const { AP50, AP } = score(truth, await peopleFound(model));
      scores.set(name, AP50!);
      const least = name === basename(ours) ? scores.get(LEAST)! : null;
      const target = least === null ? {} : { target: `> ${least.toFixed(3)}`, met: AP50! > least };
      rows.push({ what: `${name}, people of a real shop, AP50`, value: AP50!, unit: '', ...target });
      rows.push({ what: `${name}, people of a real shop, AP`, value: AP!, unit: '' });
      rows.push(...costs(model));
    }
    if (existsSync(ours)) rows.push(...(await times(data(`models/${FASTER_THAN}`)!)));
    return rows;
  },
};

async function peopleFound(model: string): Promise<readonly Found[]> {
  const room = mkdtempSync(join(tmpdir(), 'detectors-'));
  try {
    const all: Found[] = [];
    for (const camera of SHOP_CAMERAS) {
      const [input, out] = [data(`aifi-nanostore/video/cps-test-01-cam${camera}.webm`)!, join(room, `${camera}.json`)];
      const engine = ['--engine', 'tfjs', '--backend', 'wasm'];
      const given = ['detect', '--model', model, ...engine, '--input', input, '--fps', '1', '--out', out];
      const { status, stderr } = await runCli(given);
      if (status !== 0) throw new Error(stderr);
      const found = JSON.parse(readFileSync(out, 'utf8')) as Found[];
      all.push(...found.map((each) => ({ ...each, image_id: shopPicture(camera, each.image_id) })));
    }
    return all.filter(({ category_id: category }) => category === PERSON);
  } finally {
    rmSync(room, { recursive: true });
  }
}

function score(text: string, found: readonly Found[]): Readonly<Record<string, number>> {
  const truth = readCocoTruth(text, 'truth');
  return coco.finish(scoreCoco(truth, readCocoDetections(JSON.stringify(found), 'detections', truth)));
}

function costs(model: string): readonly Row[] {
  const fileName = basename(model);
  const network = importOnnx(readOnnx(new Uint8Array(readFileSync(model)), fileName), { fileName });
  return [
    {
      what: `${fileName}, operations at ${network.input.shape.join(' × ')}`,
      value: operationsOf(network) / 1e9,
      unit: 'GMAC',
    },
    { what: `${fileName}, file`, value: statSync(model).size / 1e6, unit: 'MB' },
  ];
}

/** In turns, on one thread of TensorFlow.js, without the way around the network. */
async function times(other: string): Promise<readonly Row[]> {
  const files = [ours, other].map((path) => ({ path, bytes: new Uint8Array(readFileSync(path)) }));
  const options = { backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;
  const opened = await Promise.all(
    files.map(({ path, bytes }) => engines.tfjs(bytes, { ...options, fileName: basename(path) })),
  );
  const inputs = opened.map(
    ({ input }) => new Float32Array(input.shape.reduce<number>((n, each) => n * Number(each), 1)),
  );
  const spent: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, engine] of opened.entries()) {
      const before = performance.now();
      await engine.run(inputs[i]!);
      if (round > 0) spent[i]!.push(performance.now() - before);
    }
  }
  for (const engine of opened) engine[Symbol.dispose]();
  const [own, theirs] = spent.map((all) => all.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!) as [number, number];
  const what = `${basename(ours)}, one thread of TensorFlow.js WASM`;
  return [
    { what: `${what}, median`, value: own, unit: 'ms' },
    { what: `${what}, against ${FASTER_THAN}`, value: own / theirs, unit: 'ratio', target: '≤ 1', met: own <= theirs },
  ];
}
