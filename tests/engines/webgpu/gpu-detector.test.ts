/** Frames to looks on SwiftShader, beside the processor's own path with the same network. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Detector } from '#engines/detector.ts';
import type { Engine } from '#engines/engine.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { floats } from '#engines/network/constant.ts';
import type { Network, NetworkOutput } from '#engines/network/network.ts';
import { createPixelDetector } from '#engines/pixel-detector.ts';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { type NetworkRunner, createNetworkRunner } from '#engines/tfjs/run-network.ts';
import { createBatchedDetector } from '#engines/webgpu/batched-detector.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { gpuNetwork } from '#engines/webgpu/network.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import { type OpenGpu, openGpu } from '../../support/open-gpu.ts';
import { smallNetwork } from '../../support/small-network.ts';

const dawn = openDawn();
const SIZE = 64;
const BATCH = 3;

const card: ModelCard = {
  name: 'small',
  input: {
    name: 'input',
    width: SIZE,
    height: SIZE,
    layout: 'nhwc',
    channels: 'rgb',
    range: 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    fit: 'letterbox',
    anchor: 'top-left',
    pad: 114,
  },
  output: { decoder: 'yolox', name: 'output', strides: [8], scoreThreshold: 0.1, nmsIou: 0.45 },
  labels: ['person', 'cart'],
  person: 0,
};

describe.skipIf(dawn === null)('the detector of the graphics device', () => {
  let gpu: OpenGpu;
  let detector: Detector;
  let engine: Engine;
  beforeAll(async () => {
    gpu = await openGpu(dawn!);
    const { backend, device } = gpu;
    const network = (batch: number) => createNetworkRunner(smallNetwork(batch, SIZE, 7), backend, 'webgpu');
    const { runner } = await openRunner(gpuNetwork(gpu.gpu, backend, network(BATCH)));
    detector = await openGpuDetector(runner, openImport('written', device), card);
    engine = onBackend(network(1), backend);
  }, 60_000);
  afterAll(() => {
    detector[Symbol.dispose]();
    gpu[Symbol.dispose]();
    expect(gpu.gpu.faults).toEqual([]);
  });

  const masks = [
    [
      [10, 10],
      [60, 10],
      [60, 40],
      [10, 40],
    ],
  ] as const;

  test('sees what the processor’s path sees, frame by frame, masks and all', async () => {
    const pictures = [
      { rgba: picture(96, 64, 1), width: 96, height: 64, masks: [] },
      { rgba: picture(120, 200, 2), width: 120, height: 200, masks },
    ];
    const frames = pictures.map(({ rgba, width, height }) => frameOfPixels(rgba, width, height));
    const looks = await detector.look(frames.map((frame, i) => ({ frame, masks: pictures[i]!.masks })));
    expect(frames.map(({ closed }) => closed)).toEqual([true, true]);
    expect(looks).toHaveLength(2);

    const detect = createPixelDetector(engine, card);
    for (const [i, { rgba, width, height, masks: own }] of pictures.entries()) {
      const { detections } = await detect(pixels(rgba.slice(), width, height), own);
      expect(detections.length).toBeGreaterThan(5);
      expect(looks[i]!.detections.map(({ classId }) => classId)).toEqual(detections.map(({ classId }) => classId));
      for (const [k, { box, score }] of detections.entries()) {
        const seen = looks[i]!.detections[k]!;
        expect(Math.abs(seen.score - score)).toBeLessThan(0.01);
        for (const side of ['x0', 'y0', 'x1', 'y1'] as const)
          expect(Math.abs(seen.box[side] - box[side])).toBeLessThan(0.5);
      }
    }
  });

  test('sees the same in any slot, and whatever was in the slots before', async () => {
    const [a, b] = [picture(96, 64, 3), picture(96, 64, 4)];
    const look = async (...pictures: readonly Uint8Array[]) => {
      const looks = await detector.look(pictures.map((rgba) => ({ frame: frameOfPixels(rgba, 96, 64), masks: [] })));
      return looks.map(({ detections }) => detections);
    };
    const [alone] = await look(a);
    const [other] = await look(b);
    expect(await look(b, a, b)).toEqual([other, alone, other]);
    expect(await look(a)).toEqual([alone]);
  });

  test('says so when the network gives what is no number, and finds the others, as the processor does', async () => {
    const { backend, device } = gpu;
    const broken = (batch: number) =>
      createNetworkRunner(withoutCarts(smallNetwork(batch, SIZE, 7)), backend, 'webgpu');
    const { runner } = await openRunner(gpuNetwork(gpu.gpu, backend, broken(2)));
    using onDevice = await openGpuDetector(runner, openImport('written', device), card);
    const frame = () => ({ frame: frameOfPixels(picture(96, 64, 1), 96, 64), masks: [] });
    const [look, same] = await onDevice.look([frame(), frame()]);
    const [sound] = await detector.look([frame()]);
    const onProcessor = await createPixelDetector(onBackend(broken(1), backend), card)(
      pixels(picture(96, 64, 1), 96, 64),
      [],
    );
    expect([look, same, onProcessor, sound].map((each) => each!.notNumbers)).toEqual([true, true, true, false]);
    expect(look!.detections.length).toBeGreaterThan(5);
    expect(look!.detections).toHaveLength(onProcessor.detections.length);
    expect(look!.detections.every(({ classId }) => classId === card.person)).toBe(true);
  });

  test('beside one for single frames sees the same, however few there are', async () => {
    const { backend, device } = gpu;
    const network = createNetworkRunner(smallNetwork(1, SIZE, 7), backend, 'webgpu');
    const { runner } = await openRunner(gpuNetwork(gpu.gpu, backend, network));
    using single = await openGpuDetector(runner, openImport('written', device), card);
    const batched = createBatchedDetector([
      { detector: single, milliseconds: 2 },
      { detector, milliseconds: 3 },
    ]);
    expect(batched.batch).toBe(BATCH);
    for (let count = 1; count <= BATCH; count++) {
      const frames = Array.from({ length: count }, (_, i) => frameOfPixels(picture(96, 64, i), 96, 64));
      const together = await detector.look(frames.map((frame) => ({ frame: frame.clone(), masks: [] })));
      const looks = await batched.look(frames.map((frame) => ({ frame, masks: [] })));
      expect(frames.every(({ closed }) => closed)).toBe(true);
      for (const [i, { detections }] of looks.entries()) {
        const expected = together[i]!.detections;
        expect(detections).toHaveLength(expected.length);
        for (const [k, { box, score }] of detections.entries()) {
          expect(score).toBeCloseTo(expected[k]!.score, 4);
          expect(box.x0).toBeCloseTo(expected[k]!.box.x0, 2);
        }
      }
    }
  });

  test('keeps its memory: tensors and bytes on the device', async () => {
    const look = () => detector.look([{ frame: frameOfPixels(picture(96, 64, 5), 96, 64), masks }]);
    await look();
    const memory = () => ({ ...gpu.backend.memory(), tensors: gpu.backend.numDataIds() });
    const before = memory();
    for (let i = 0; i < 5; i++) await look();
    expect(memory()).toEqual(before);
  });

  test('a frame that cannot be taken is closed, and so are the others', async () => {
    const frames = [frameOfPixels(picture(8, 8, 1), 8, 8), frameOfPixels(picture(8, 8, 1), 8, 8)];
    frames[1]!.copyTo = () => Promise.reject(new Error('gone'));
    await expect(detector.look(frames.map((frame) => ({ frame, masks: [] })))).rejects.toThrow('gone');
    expect(frames.map(({ closed }) => closed)).toEqual([true, true]);
  });
});

/** The same network behind the port that the processor's path takes. */
function onBackend(runner: NetworkRunner, backend: WebGPUBackend): Engine {
  const { input, outputs } = runner.network;
  const shape = [...input.stored];
  return {
    runtime: 'tfjs',
    backend: 'webgpu',
    threads: 1,
    input,
    outputs,
    run: async (values) => {
      const [output] = runner.run(backend.makeTensorInfo(shape, 'float32', values.slice()));
      return [(await backend.read(output!.dataId)) as Float32Array];
    },
    [Symbol.dispose]: () => runner[Symbol.dispose](),
  };
}

/** Its last number, the chance of a cart, is none in every cell. */
function withoutCarts(network: Network): Network {
  const [output] = network.outputs as [NetworkOutput];
  const factors = Array.from({ length: output.shape.at(-1)! }, () => 1).with(-1, NaN);
  const b = { kind: 'weight', constant: floats([factors.length], factors) } as const;
  const id = network.steps.length + 1;
  const last = {
    kernel: 'Multiply',
    inputs: { a: output.operand, b },
    attributes: {},
    output: id,
    node: 'no carts',
  } as const;
  const operand = { kind: 'computed', id, shape: output.shape } as const;
  return {
    ...network,
    steps: [...network.steps, { ...last, shape: output.shape }],
    outputs: [{ ...output, operand }],
  };
}

function pixels(bytes: Uint8Array, width: number, height: number): FramePixels {
  const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
  return { bytes, layout, colour: { matrix: 'rgb', fullRange: true }, shown: { width, height } };
}

/** Opaque noise that is smooth enough to survive a resize. */
function picture(width: number, height: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: 4 * width * height }, (_, i) => {
    const [channel, x, y] = [i % 4, (i >> 2) % width, Math.floor(i / 4 / width)];
    return channel === 3 ? 255 : 128 + 127 * Math.sin((x * (channel + seed)) / 9 + y / (4 + seed));
  });
}
