/** Runs a network between two pieces of our own work: as a captured plan, or plainly where a plan is not exact. */
import { type TensorInfo } from '@tensorflow/tfjs-core';
import type { ModelInput } from '#engines/model-card.ts';
import type { GpuDevice } from '#engines/webgpu/device.ts';
import type { GpuNetwork } from '#engines/webgpu/network.ts';
import { type Plan, capturePlan, flush } from '#engines/webgpu/plan.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { bufferOf } from '#engines/webgpu/tfjs-internals.ts';

export type Encode = (encoder: GPUCommandEncoder) => void;

export interface Runner extends Disposable {
  /** float32, `inputShape` row-major; `before` fills it. */
  readonly input: GPUBuffer;
  readonly inputShape: readonly number[];
  /** float32, always the same buffers; `after` reads them. */
  readonly outputs: readonly GPUBuffer[];
  readonly outputNames: readonly string[];
  readonly gpu: GpuDevice;
  /** `null` when the network runs plainly. */
  readonly plan: Plan | null;
  /** One inference: `before`, the network, `after`. All of it is submitted when this returns; nothing is awaited. */
  run(before: Encode, after: Encode): void;
}

export interface OpenRunner {
  readonly runner: Runner;
  /** Why the network runs plainly, to the letter; `null` when it runs as a plan. */
  readonly whyPlain: string | null;
}

/** Runs `network` plainly, captures it, and keeps the plan when replays equal plain execution bit for bit. */
export async function openRunner(network: GpuNetwork): Promise<OpenRunner> {
  const plain = openPlain(network);
  const { device } = network.gpu;
  const { input } = plain;
  const resultsOf = async (runner: Runner, seed: number): Promise<readonly ArrayBuffer[]> => {
    device.queue.writeBuffer(input, 0, noise(input.size / Float32Array.BYTES_PER_ELEMENT, seed));
    runner.run(nothing, nothing);
    return Promise.all(runner.outputs.map((output) => readBuffer(device, output)));
  };
  // Weights are uploaded and pipelines compiled on the way.
  const first = await resultsOf(plain, 1);
  let plan: Plan;
  try {
    plan = capturePlan(network.backend, () => plain.execute());
  } catch (error) {
    return { runner: plain, whyPlain: `it could not be captured: ${String(error)}` };
  }
  const planned = createPlanned(plain, plan, device);
  const second = await resultsOf(plain, 2);
  // The first input comes again, because what the second one left behind must not show.
  for (const [seed, expected] of [
    [1, first],
    [2, second],
    [1, first],
  ] as const) {
    const replayed = await resultsOf(planned, seed);
    const differing = expected.findIndex((bytes, i) => !sameBytes(bytes, replayed[i]!));
    if (differing < 0) continue;
    plan[Symbol.dispose]();
    return { runner: plain, whyPlain: `a replay did not equal plain execution in output ${differing}` };
  }
  for (const output of plain.outputs) output.destroy();
  return { runner: planned, whyPlain: null };
}

interface Plain extends Runner {
  execute(): readonly TensorInfo[];
}

function openPlain(network: GpuNetwork): Plain {
  const { backend, inputShape } = network;
  const { device } = network.gpu;
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const create = (size: number) => device.createBuffer({ size, usage: STORAGE | COPY_SRC | COPY_DST });
  const input = create(bytesOf(inputShape));
  const given = backend.createTensorFromGPUData({ buffer: input, zeroCopy: true }, [...inputShape], 'float32');
  const disposeOf = (results: readonly TensorInfo[]) => {
    for (const { dataId } of results) backend.disposeData(dataId);
  };
  const execute = () => network.run(given);
  const outputs = network.outputs.map(({ shape }) => create(bytesOf(shape)));

  return {
    input,
    inputShape,
    outputs,
    outputNames: network.outputs.map(({ name }) => name),
    gpu: network.gpu,
    plan: null,
    execute,
    run: (before, after) => {
      submit(device, before);
      const results = execute();
      flush(backend);
      submit(device, (encoder) => {
        for (const [i, each] of results.entries()) {
          const from = bufferOf(backend, each);
          encoder.copyBufferToBuffer(from, 0, outputs[i]!, 0, from.size);
        }
        after(encoder);
      });
      disposeOf(results);
    },
    [Symbol.dispose]: () => {
      given.dispose();
      for (const buffer of [input, ...outputs]) buffer.destroy();
      network[Symbol.dispose]();
    },
  };
}

/** Owns `plain`, whose input it shares. */
function createPlanned(plain: Plain, plan: Plan, device: GPUDevice): Runner {
  return {
    input: plain.input,
    inputShape: plain.inputShape,
    outputs: plan.outputs,
    outputNames: plain.outputNames,
    gpu: plain.gpu,
    plan,
    run: (before, after) =>
      submit(device, (encoder) => {
        before(encoder);
        plan.encode(encoder);
        after(encoder);
      }),
    [Symbol.dispose]: () => {
      plan[Symbol.dispose]();
      plain[Symbol.dispose]();
    },
  };
}

/** How pictures lie in the runner's input: as its card says, in the order of axes it was brought to. */
export function rulesOf({ inputShape }: Runner, input: ModelInput): ModelInput {
  return { ...input, layout: inputShape.at(-1) === 3 ? 'nhwc' : 'nchw' };
}

function bytesOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, Float32Array.BYTES_PER_ELEMENT);
}

function nothing(): void {
  // A check has nothing to add.
}

function submit(device: GPUDevice, encode: Encode): void {
  const encoder = device.createCommandEncoder();
  encode(encoder);
  device.queue.submit([encoder.finish()]);
}

/** Values in [0, 255), as pixels have; the same for the same seed (a linear congruence). */
function noise(length: number, seed: number): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / (2 ** 24 / 255);
  });
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}
