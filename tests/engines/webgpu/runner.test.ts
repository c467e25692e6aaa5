/** The runtime's own numbers, replayed, on SwiftShader. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { useBackend } from '#engines/webgpu/use-backend.ts';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { openDawn } from '../../support/dawn.ts';
import { smallNetwork } from '../../support/small-network.ts';

const dawn = openDawn();

describe.skipIf(dawn === null)('a captured network', () => {
  const complaints: string[] = [];
  let gpu: GpuDevice;
  let backend: WebGPUBackend;
  beforeAll(async () => {
    gpu = (await openGpuDevice(dawn!, (message) => complaints.push(message)))!;
    backend = await useBackend(gpu);
  }, 60_000);
  afterAll(() => gpu[Symbol.dispose]());

  const floats = async (buffer: GPUBuffer) => new Float32Array(await readBuffer(gpu.device, buffer));

  test('knows that SwiftShader is software', () => {
    expect(gpu.adapter).toMatchObject({ vendor: 'google', software: true });
  });

  test('says what plain execution says, bit for bit, for any input, in any order', async () => {
    const network = smallNetwork(backend, 2, 32, 7);
    const { runner, whyPlain } = await openRunner(network);
    expect(whyPlain).toBeNull();
    expect(runner.plan!.steps).toBeGreaterThan(5);
    for (const shade of [0, 255, 3]) {
      const picture = new Float32Array(2 * 32 * 32 * 3).map((_, i) => (i * shade) % 256);
      gpu.device.queue.writeBuffer(runner.input, 0, picture);
      runner.run(nothing, nothing);
      const replayed = await floats(runner.outputs[0]!);
      const [plain] = network.run(tf.tensor(picture, [...network.inputShape]));
      expect(replayed).toEqual(await plain!.data());
    }
    runner[Symbol.dispose]();
    expect(complaints).toEqual([]);
  });

  test('leaves no tensor and no buffer behind', async () => {
    const network = smallNetwork(backend, 1, 32, 7);
    const { numTensors } = tf.memory();
    const { runner } = await openRunner(network);
    const { numBytes } = tf.memory();
    const held = backend.memory().numBytesAllocatedInGPU;
    for (let i = 0; i < 10; i++) runner.run(nothing, nothing);
    await floats(runner.outputs[0]!);
    expect(tf.memory().numBytes).toBe(numBytes);
    expect(backend.memory().numBytesAllocatedInGPU).toBe(held);
    runner[Symbol.dispose]();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  test('whose operations depend on what it sees runs plainly, and why is said', async () => {
    const network = smallNetwork(backend, 1, 32, 7);
    let turn = 0;
    const fickle = { ...network, run: (input: tf.Tensor) => network.run(tf.add(input, turn++)) };
    const { runner, whyPlain } = await openRunner(fickle);
    expect(whyPlain).toBe('a replay did not equal plain execution in output 0');
    gpu.device.queue.writeBuffer(runner.input, 0, new Float32Array(32 * 32 * 3).fill(-turn));
    runner.run(nothing, nothing);
    const [plain] = network.run(tf.zeros([1, 32, 32, 3]));
    expect(await floats(runner.outputs[0]!)).toEqual(await plain!.data());
    runner[Symbol.dispose]();
  });

  test('that cannot be captured runs plainly, and why is said', async () => {
    const network = smallNetwork(backend, 1, 32, 7);
    let executions = 0;
    const stubborn = {
      ...network,
      run: (input: tf.Tensor) => {
        if (executions++ === 1) throw new Error('not while somebody writes along');
        return network.run(input);
      },
    };
    const { runner, whyPlain } = await openRunner(stubborn);
    expect(whyPlain).toBe('it could not be captured: Error: not while somebody writes along');
    runner.run(nothing, nothing);
    expect(await floats(runner.outputs[0]!)).toHaveLength(16 * 7);
    runner[Symbol.dispose]();
  });
});

function nothing(): void {}
