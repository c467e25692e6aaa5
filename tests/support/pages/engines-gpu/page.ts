/** The graphics path and what people usually write instead, in turns on one device, with the same weights and frames. */
import '@tensorflow/tfjs-backend-webgpu';
import { ObjectDetection } from '@tensorflow-models/coco-ssd';
import * as tf from '@tensorflow/tfjs-core';
import type { Detector } from '#engines/detector.ts';
import type { ModelCard } from '#engines/model-card.ts';
import { openWebgpu } from '#engines/tfjs/open-webgpu.ts';
import { createNetworkRunner } from '#engines/tfjs/run-network.ts';
import { type AdapterWords, openGpuDevice } from '#engines/webgpu/device.ts';
import { openGpuDetector } from '#engines/webgpu/gpu-detector.ts';
import { LOOK_BYTES } from '#engines/webgpu/looks.ts';
import { type GpuNetwork, gpuNetwork } from '#engines/webgpu/network.ts';
import { type ProbedImport, probeImports } from '#engines/webgpu/probe-imports.ts';
import { type Runner, openRunner } from '#engines/webgpu/runner.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';
import { ssdNetwork } from '../../small-network.ts';
import { emptyDispatches, stagesOf } from './stages.ts';
import { inTurns, timed } from './turns.ts';

/** ms of each round, by contender. */
export type Times = Readonly<Record<string, readonly number[]>>;

export interface GpuReport {
  readonly adapter: AdapterWords;
  /** `null` when the network was captured. */
  readonly whyPlain: string | null;
  readonly imports: readonly ProbedImport[];
  /** JavaScript alone: `plain`, `plan`. */
  readonly encoding: Times;
  /** `plan` without a frame, `ours`, `usual`, `coco-ssd`. */
  readonly looking: Times;
  /** What a look is made of, each submitted alone: `import`, `letterbox`, `network`, `decode`, `numbers`, `suppress`, `read`. */
  readonly stages: Times;
  /** Four frames: `batch` in one call, `calls` in four. */
  readonly cameras: Times;
  /** The same layers over 32 × 32 px, without a frame: `one` picture, four in a `batch`, four in as many `calls`. */
  readonly tiny: Times;
  /** As many dispatches as the network has, which do nothing. */
  readonly nothing: Times;
  /** Bytes read back a frame. */
  readonly readBack: number;
  /** After a tenth of the looks and after all of them. */
  readonly memory: readonly { readonly tensors: number; readonly bytes: number; readonly made: number }[];
}

export interface EnginesGpuPage {
  measure(rounds: number, looks: number): Promise<GpuReport>;
}

const SIZE = 96;
/** px, where the kernels' tiles are larger than what there is to compute. */
const TINY = 32;
const CLASSES = 10;
const SCORE = 0.5;
const IOU = 0.5;
const CAMERAS = 4;
const MOST = 20;

const card: ModelCard = {
  name: 'ssd 96',
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
    pad: 0,
  },
  output: {
    decoder: 'ssd',
    boxes: 'boxes',
    corners: 'yxyx',
    scores: 'scores',
    background: false,
    scoreThreshold: SCORE,
    nmsIou: IOU,
  },
  labels: Array.from({ length: CLASSES }, (_, i) => `class ${i}`),
  person: 0,
};

const page: EnginesGpuPage = {
  async measure(rounds, looks) {
    const gpu = (await openGpuDevice(navigator.gpu))!;
    const { device } = gpu;
    const made = countBuffers(device);
    const { backend } = openWebgpu(device, gpu.info);
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => backend);
    await tf.setBackend('webgpu');
    const networkOf = (batch: number, size = SIZE) =>
      gpuNetwork(gpu, backend, createNetworkRunner(ssdNetwork(batch, size, CLASSES), backend, 'webgpu'));
    const detectorOf = async (batch: number) => {
      const { runner, whyPlain } = await openRunner(networkOf(batch));
      const imports = openWorkingImport(gpu, card.input);
      return { runner, whyPlain, detector: await openGpuDetector(runner, imports, card) };
    };

    const { runner, whyPlain, detector } = await detectorOf(1);
    const { detector: four } = await detectorOf(CAMERAS);
    const network = networkOf(1);
    const frame = madeUp();
    const usual = usualWay(network);
    const coco = cocoSsd(network);

    const { plan } = runner;
    const dispose = (results: ReturnType<GpuNetwork['run']>) => {
      for (const { dataId } of results) backend.disposeData(dataId);
    };
    const input = backend.makeTensorInfo([...network.inputShape], 'float32', new Float32Array(3 * SIZE * SIZE));
    const encoding = await inTurns(rounds, {
      plain: async () => {
        const start = performance.now();
        dispose(network.run(input));
        const end = performance.now();
        await device.queue.onSubmittedWorkDone();
        return end - start;
      },
      plan: async () => {
        const start = performance.now();
        const encoder = device.createCommandEncoder();
        plan!.encode(encoder);
        device.queue.submit([encoder.finish()]);
        const end = performance.now();
        await device.queue.onSubmittedWorkDone();
        return end - start;
      },
    });

    const looking = await inTurns(rounds, {
      plan: timed(async () => {
        runner.run(nothing, nothing);
        await device.queue.onSubmittedWorkDone();
      }),
      ours: timed(() => look(detector, [frame])),
      usual: timed(() => usual(frame)),
      'coco-ssd': timed(() => coco(frame)),
    });

    const stages = await inTurns(rounds, await stagesOf(runner, card, frame));
    const cameras = Array.from({ length: CAMERAS }, () => frame);
    const together = await inTurns(rounds, {
      batch: timed(() => look(four, cameras)),
      calls: timed(async () => {
        for (const each of cameras) await look(detector, [each]);
      }),
    });

    const { runner: tinyOne } = await openRunner(networkOf(1, TINY));
    const { runner: tinyFour } = await openRunner(networkOf(CAMERAS, TINY));
    const alone = async (each: Runner) => {
      each.run(nothing, nothing);
      await device.queue.onSubmittedWorkDone();
    };
    const tiny = await inTurns(rounds, {
      one: timed(() => alone(tinyOne)),
      batch: timed(() => alone(tinyFour)),
      calls: timed(async () => {
        for (let i = 0; i < CAMERAS; i++) await alone(tinyOne);
      }),
    });
    const launched = await inTurns(rounds, { 'nothing at all': await emptyDispatches(device, plan!.steps) });

    const memory: GpuReport['memory'][number][] = [];
    for (let i = 0; i < looks; i++) {
      await look(detector, [frame]);
      if (i !== Math.floor(looks / 10) && i !== looks - 1) continue;
      memory.push({ tensors: backend.numDataIds(), bytes: backend.memory().numBytesAllocatedInGPU, made: made() });
    }
    const imports = await probeImports(device, card.input, frame, rounds);
    frame.close();
    return {
      adapter: gpu.adapter,
      whyPlain,
      imports,
      encoding,
      looking,
      stages,
      cameras: together,
      tiny,
      nothing: launched,
      readBack: LOOK_BYTES,
      memory,
    };
  },
};

/** As detectors in a browser are usually written: through a bitmap, TensorFlow.js's own operations and back. */
function usualWay(network: GpuNetwork): (frame: VideoFrame) => Promise<void> {
  return async (frame) => {
    const own = frame.clone();
    const bitmap = await createImageBitmap(own);
    own.close();
    const [boxes, scores] = tf.tidy(() => {
      const picture = tf.browser.fromPixels(bitmap);
      const [height, width] = picture.shape;
      const scale = SIZE / Math.max(height, width);
      const [rows, columns] = [Math.round(height * scale), Math.round(width * scale)];
      const small = tf.image.resizeBilinear(picture, [rows, columns]);
      const border = [
        [0, SIZE - rows],
        [0, SIZE - columns],
        [0, 0],
      ] as [number, number][];
      return results(network, tf.expandDims(tf.pad(small, border)));
    });
    bitmap.close();
    const [corners, chances] = await Promise.all([boxes.data<'float32'>(), scores.data<'float32'>()]);
    const best = new Float32Array(chances.length / CLASSES);
    for (let i = 0; i < chances.length; i++) {
      const cell = Math.floor(i / CLASSES);
      best[cell] = Math.max(best[cell]!, chances[i]!);
    }
    const list = tf.tensor2d(corners, [best.length, 4]);
    const kept = await tf.image.nonMaxSuppressionAsync(list, best, MOST, IOU, SCORE);
    await kept.data();
    tf.dispose([boxes, scores, list, kept]);
  };
}

/** The very code of TensorFlow's coco-ssd package, with our weights behind its graph, which resizes by itself. */
function cocoSsd(network: GpuNetwork): (frame: VideoFrame) => Promise<void> {
  const detection = new ObjectDetection('lite_mobilenet_v2');
  const model = {
    executeAsync: async (picture: tf.Tensor4D) => {
      const [boxes, scores] = tf.tidy(() => results(network, tf.image.resizeBilinear(picture, [SIZE, SIZE])));
      return [scores, tf.reshape(boxes, [1, -1, 1, 4])];
    },
  };
  Object.assign(detection, { model });
  return async (frame) => {
    const own = frame.clone();
    const bitmap = await createImageBitmap(own);
    own.close();
    await detection.detect(bitmap as never, MOST, SCORE);
    bitmap.close();
  };
}

function results(network: GpuNetwork, input: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const [boxes, scores] = network.run(input).map((info) => tf.engine().makeTensorFromTensorInfo(info, network.backend));
  return [boxes!, scores!];
}

async function look(detector: Detector, frames: readonly VideoFrame[]): Promise<void> {
  await detector.look(frames.map((frame) => ({ frame: frame.clone(), masks: [] })));
}

/** @returns How many buffers were made so far. */
function countBuffers(device: GPUDevice): () => number {
  let count = 0;
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    count++;
    return create(descriptor);
  };
  return () => count;
}

function madeUp(): VideoFrame {
  const [width, height] = [640, 480];
  const bytes = new Uint8Array(width * height * 1.5).map((_, i) => (i * 7919) >> 5);
  return new VideoFrame(bytes, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0 });
}

function nothing(): void {
  // Only the network is timed.
}

Object.assign(window, { page });
