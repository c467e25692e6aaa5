/**
 * TensorFlow.js on WebGPU in Node, through Dawn: so that a machine with a graphics processor and no browser can be
 * measured too. On software graphics only whether the numbers are right; how long they take says nothing there.
 */
import { assert } from '#core/errors/assert.ts';
import { figuresOf } from '#core/speed/figures.ts';
import type { Engine } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { type ModelInput, cardOf, embedderCardOf } from '#engines/model-card.ts';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';
import { type AdapterWords, describeAdapter } from '#engines/webgpu/device.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { data } from '../support/data.ts';
import { openDawn } from '../support/dawn.ts';
import {
  goldenFolder,
  goldenPicture,
  goldenTensors,
  largestDifference,
  modelFile,
  rgbaFrame,
} from '../support/golden.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

/** Each with the picture of its golden tensors. */
const models = [
  ['light_person_detector_192', 'view2_letterbox192'],
  ['person-reid-retail-0288', 'view2_person128x256'],
  ['fastestdet_352', 'view2_stretch352'],
  ['nanodet_m_416', 'view2_letterbox416'],
  ['yolox_nano_416', 'view2_letterbox416'],
] as const;
/** What a software adapter gets through within a minute or two. */
const SMALL = 2;
const TOLERANCE = 0.01;
const ROUNDS = 50;

export const bench: Bench = {
  name: 'TensorFlow.js on WebGPU through Dawn',
  dawn: true,
  run: async () => {
    if (goldenFolder === null || data('models') === null)
      throw new NotMeasured('the models are not in the data folder');
    const adapter = await findAdapter();
    const rows: Row[] = [{ what: `adapter: ${named(adapter)}`, value: Number(adapter.software), unit: 'software' }];
    for (const [model, picture] of adapter.software ? models.slice(0, SMALL) : models) {
      using engine = await open(model);
      rows.push(await equality(engine, model, picture));
      if (!adapter.software) {
        const onDevice = await speed(engine, model);
        rows.push(...onDevice, ...(await beside(engine, model, onDevice)));
      }
    }
    return rows;
  },
};

/** The machine's own graphics processor; software where it has none. */
async function findAdapter(): Promise<AdapterWords> {
  const own = await openDawn(false)?.requestAdapter();
  const adapter = own ?? (await openDawn(true)?.requestAdapter());
  if (adapter == null) throw new NotMeasured('there is neither a graphics processor nor SwiftShader');
  return describeAdapter(adapter);
}

function named({ vendor, architecture, device, description }: AdapterWords): string {
  return [vendor, architecture, device, description].filter((word) => word !== '').join(' ');
}

function open(model: string): Promise<Engine> {
  const { bytes, fileName } = modelFile(`${model}.onnx`);
  return engines.tfjs(bytes, { fileName, backend: 'webgpu', threads: 1, files: runtimeFilesOfNode });
}

async function equality(engine: Engine, model: string, picture: string): Promise<Row> {
  const [view] = picture.split('_') as [string];
  const { bytes, layout } = rgbaFrame(goldenPicture(picture));
  const outputs = await engine.run(pictureToTensor(bytes, layout, inputOf(model)));
  const differences = goldenTensors(view, model, engine).map((golden, i) => {
    return largestDifference(outputs[i]!, golden) / golden.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  });
  const value = Math.max(...differences);
  const target = { target: `≤ ${TOLERANCE}`, met: value <= TOLERANCE };
  return { what: `${model}, difference from onnxruntime on a CPU`, value, unit: 'of the largest', ...target };
}

/** With the way to the device and back: what a caller waits for, beside the same network in WebAssembly. */
async function beside(engine: Engine, model: string, onDevice: readonly Row[]): Promise<readonly Row[]> {
  const { bytes, fileName } = modelFile(`${model}.onnx`);
  const files = runtimeFilesOfNode;
  using processor = await engines.tfjs(bytes, { fileName, backend: 'wasm', threads: 1, files });
  const there = await medianOf(engine);
  const here = await medianOf(processor);
  const plan = onDevice[0]!.value;
  return [
    { what: `${model}, WebAssembly, one thread, median`, value: here, unit: 'ms' },
    { what: `${model}, on the device over WebAssembly, with reading back`, value: there / here, unit: 'ratio' },
    { what: `${model}, on the device over WebAssembly, the captured plan`, value: plan / here, unit: 'ratio' },
  ];
}

async function medianOf(engine: Engine): Promise<number> {
  const { shape } = engine.input;
  const tensor = new Float32Array(shape.reduce((product: number, side) => product * Number(side ?? 1), 1));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await engine.run(tensor);
    times.push(performance.now() - start);
  }
  return figuresOf(0, times[0]!, times.slice(1)).medianMs;
}

function inputOf(model: string): ModelInput {
  const { sha256 } = modelFile(`${model}.onnx`);
  const card = cardOf(sha256) ?? embedderCardOf(sha256);
  assert(card, 'the catalogue knows the models of the golden tensors');
  return card.input;
}

/** Of the captured plan, until the device is done; nothing is read back. */
async function speed(engine: Engine, model: string): Promise<readonly Row[]> {
  assert(isOnDevice(engine), 'TensorFlow.js on WebGPU leaves its numbers on the device');
  const rows: Row[] = [];
  for (const batch of [1, 4]) {
    try {
      const network = await engine.onDevice(batch);
      const { runner } = await openRunner(network);
      const { queue } = network.gpu.device;
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now();
        runner.run(
          () => undefined,
          () => undefined,
        );
        await queue.onSubmittedWorkDone();
        times.push(performance.now() - start);
      }
      runner[Symbol.dispose]();
      const { medianMs, minMs } = figuresOf(0, times[0]!, times.slice(1));
      rows.push({ what: `${model}, batch ${batch}, median`, value: medianMs, unit: 'ms' });
      rows.push({ what: `${model}, batch ${batch}, minimum`, value: minMs, unit: 'ms' });
    } catch (error) {
      if (batch === 1) throw error;
      console.error(`${model} does not run in batches: ${String(error)}`);
    }
  }
  return rows;
}
