/** A detector of the catalogue on the device, from a view of a shop to the box of the person in it, on SwiftShader. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decoderOf } from '#core/detection/decoders.ts';
import { iou } from '#core/geometry/box.ts';
import type { Detector } from '#engines/detector.ts';
import { type ModelCard, cardOf } from '#engines/model-card.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { createNetworkRunner } from '#engines/tfjs/run-network.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { gpuNetwork } from '#engines/webgpu/network.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { type Runner, openRunner } from '#engines/webgpu/runner.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import {
  goldenFolder,
  goldenPicture,
  goldenTensor,
  largestDifference,
  modelFile,
  shopView,
} from '../../support/golden.ts';
import { type OpenGpu, openGpu } from '../../support/open-gpu.ts';

const dawn = openDawn();
const FILE = 'light_person_detector_192';
const SIZE = 192;

/** Of view 2, px of the frame. */
const PERSON = { x0: 138.78, y0: -2.34, x1: 270.28, y1: 282.91 };

describe.skipIf(dawn === null || goldenFolder === null)(`${FILE} on the device`, () => {
  let gpu: OpenGpu;
  let card: ModelCard;
  let runner: Runner;
  let whyPlain: string | null;
  let detector: Detector;
  beforeAll(async () => {
    gpu = await openGpu(dawn!);
    const { bytes, fileName, sha256 } = modelFile(`${FILE}.onnx`);
    card = cardOf(sha256)!;
    const network = importOnnx(readOnnx(bytes, fileName), { fileName, batch: 1, channelsLast: true });
    const onDevice = gpuNetwork(gpu.gpu, gpu.backend, createNetworkRunner(network, gpu.backend, 'webgpu'));
    ({ runner, whyPlain } = await openRunner(onDevice));
    detector = await openGpuDetector(runner, openImport('written', gpu.device), card);
  }, 300_000);
  afterAll(() => {
    detector[Symbol.dispose]();
    gpu[Symbol.dispose]();
    expect(gpu.gpu.faults).toEqual([]);
  });

  test('is captured: replays equal plain execution bit for bit', () => {
    expect(whyPlain).toBeNull();
    expect(runner.plan!.steps).toBeGreaterThan(50);
  });

  test('gives the numbers that onnxruntime gave on a CPU, within a hundredth of the largest', async () => {
    gpu.device.queue.writeBuffer(runner.input, 0, bgr(goldenPicture(`view2_letterbox${SIZE}`).rgb));
    runner.run(nothing, nothing);
    const [name] = decoderOf(card.output).outputs(card.output);
    const output = runner.outputs[runner.outputNames.indexOf(name!)]!;
    const numbers = new Float32Array(await readBuffer(gpu.device, output));
    const golden = goldenTensor('view2', FILE, name!);
    const largest = golden.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(numbers.length).toBe(golden.length);
    expect(largestDifference(numbers, golden) / largest).toBeLessThan(1e-2);
  });

  test('finds the one person of a view', async () => {
    const { bytes, layout } = shopView('view2');
    const [look] = await detector.look([{ frame: frameOfPixels(bytes, layout.width, layout.height), masks: [] }]);
    const people = look!.detections.filter(({ classId, score }) => classId === card.person && score > 0.5);
    expect(people).toHaveLength(1);
    expect(iou(people[0]!.box, PERSON)).toBeGreaterThan(0.7);
  });

  /** As the card wants it before it is normalised: BGR, pixel by pixel, which is how the device's input lies. */
  function bgr(rgb: Uint8Array): Float32Array<ArrayBuffer> {
    expect(card.input).toMatchObject({ channels: 'bgr', range: 255, mean: [0, 0, 0], std: [1, 1, 1] });
    expect(rgb.length).toBe(3 * SIZE * SIZE);
    return Float32Array.from(rgb, (_, i) => rgb[3 * Math.floor(i / 3) + 2 - (i % 3)]!);
  }
});

function nothing(): void {}
