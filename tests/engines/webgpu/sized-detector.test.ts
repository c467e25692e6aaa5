/** One network at several sizes of picture on a graphics device, SwiftShader here, beside the processor's. */
import { afterEach, describe, expect, test } from 'vitest';
import { seeded } from '#core/math/seeded.ts';
import type { Detector } from '#engines/detector.ts';
import type { Backend } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { createCpuDetector } from '#engines/cpu-detector.ts';
import { createSizedDetector } from '#engines/sized-detector.ts';
import { openOnGpu } from '#engines/webgpu/open-on-gpu.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import { float32, onnxFile } from '../../support/onnx-file.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';

const dawn = openDawn();
const [FLOAT32, INT64] = [1, 7];
/** Per cell: a box, whether there is something, and one class. */
const FIELDS = 6;
const [OWN, SMALLER] = [
  { width: 64, height: 64 },
  { width: 48, height: 32 },
];
const BATCH = 3;

const card: ModelCard = {
  name: 'cells',
  input: {
    ...{ name: 'images', ...OWN, layout: 'nchw', channels: 'rgb', range: 255, mean: [0, 0, 0], std: [255, 255, 255] },
    ...{ fit: 'letterbox', anchor: 'top-left', pad: 114 },
  },
  sizes: [SMALLER],
  output: { decoder: 'yolox', name: 'output', strides: [8], scoreThreshold: 0.1, nmsIou: 0.45 },
  labels: ['person'],
  person: 0,
};

/** A convolution that says of every cell of 8 × 8 px whether something is there by its colours. */
function cells(): Uint8Array<ArrayBuffer> {
  const dice = seeded(4);
  const kernel = Array.from({ length: FIELDS * 3 * 8 * 8 }, () => (dice() - 0.5) / 8);
  return onnxFile({
    nodes: [
      {
        ...{ operator: 'Conv', inputs: ['images', 'kernel', 'bias'], output: 'map' },
        attributes: { kernel_shape: [8, 8], strides: [8, 8] },
      },
      { operator: 'Sigmoid', inputs: ['map'], output: 'sure' },
      { operator: 'Reshape', inputs: ['sure', 'shape'], output: 'rows' },
      { operator: 'Transpose', inputs: ['rows'], output: 'output', attributes: { perm: [0, 2, 1] } },
    ],
    weights: [
      { name: 'kernel', shape: [FIELDS, 3, 8, 8], type: FLOAT32, raw: float32(...kernel) },
      { name: 'bias', shape: [FIELDS], type: FLOAT32, raw: float32(0, 0, 0.5, 0.5, 0, 0) },
      { name: 'shape', shape: [3], type: INT64, raw: new Uint8Array(BigInt64Array.of(1n, BigInt(FIELDS), 64n).buffer) },
    ],
    input: { name: 'images', shape: [1, 3, OWN.height, OWN.width] },
    outputs: [{ name: 'output', shape: [1, 64, FIELDS] }],
  });
}

async function engineOn(backend: Backend, input?: typeof OWN) {
  const options = { fileName: 'cells.onnx', backend, threads: 1, files: runtimeFilesOfNode, ...(input && { input }) };
  return engines.tfjs(cells(), options);
}

async function onProcessor(): Promise<Detector> {
  const native = createCpuDetector(await engineOn('wasm'), card);
  return createSizedDetector(native, card.input, async (input) =>
    createCpuDetector(await engineOn('wasm', input), { ...card, input: { ...card.input, ...input } }),
  );
}

const onDevice = async () => openOnGpu({ engine: await engineOn('webgpu'), card, notes: [] }, BATCH);

const frames = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const dice = seeded(i + 1);
    const rgba = Uint8Array.from({ length: 4 * 96 * 64 }, () => 255 * dice());
    return { frame: frameOfPixels(rgba, 96, 64), masks: [] };
  });

describe.skipIf(dawn === null)('a network on a graphics device, given smaller pictures', () => {
  afterEach(() => setGpu(dawn!));

  test('finds in every frame of a batch what the processor finds at that size, on the device it has', async () => {
    const devices: GPUDevice[] = [];
    setGpu(withDevices(dawn!, (device) => devices.push(device)));
    const opened = await onDevice();
    using detector = opened.detector;
    using reference = await onProcessor();
    for (const input of [OWN, SMALLER, OWN]) {
      const given = frames(BATCH);
      const looks = await detector.look(given, input);
      expect(given.every(({ frame }) => frame.closed)).toBe(true);
      expect(looks).toHaveLength(BATCH);
      const wanted = await reference.look(frames(BATCH), input);
      for (const [i, { detections }] of wanted.entries()) {
        expect(detections.length).toBeGreaterThan(3);
        expect(looks[i]!.detections).toHaveLength(detections.length);
        for (const [d, { box, score }] of detections.entries()) {
          const found = looks[i]!.detections[d]!;
          expect(found.score).toBeCloseTo(score, 4);
          for (const side of ['x0', 'y0', 'x1', 'y1'] as const) expect(found.box[side]).toBeCloseTo(box[side], 2);
        }
      }
    }
    expect(devices).toHaveLength(1);
  }, 120_000);

  test('gives the device up when it does not take them, and says at which size', async () => {
    const devices: GPUDevice[] = [];
    setGpu(withDevices(dawn!, (device) => devices.push(device)));
    const { detector, lost } = await onDevice();
    using own = detector;
    devices[0]!.createComputePipelineAsync = () => Promise.reject(new Error('no room for a pipeline'));
    const given = frames(1);
    await expect(own.look(given, SMALLER)).rejects.toThrow('no room for a pipeline');
    expect(given[0]!.frame.closed).toBe(true);
    expect(await lost).toMatch(/48 × 32 px do not work.*no room for a pipeline/u);
  }, 120_000);
});
