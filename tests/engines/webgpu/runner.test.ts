/** The runtime's own numbers, replayed, on SwiftShader. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNetworkRunner } from '#engines/tfjs/run-network.ts';
import { type GpuNetwork, gpuNetwork } from '#engines/webgpu/network.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { openRunner } from '#engines/webgpu/runner.ts';
import { openDawn } from '../../support/dawn.ts';
import { type OpenGpu, openGpu } from '../../support/open-gpu.ts';
import { smallNetwork } from '../../support/small-network.ts';

const dawn = openDawn();

describe.skipIf(dawn === null)('a captured network', () => {
  let open: OpenGpu;
  beforeAll(async () => {
    open = await openGpu(dawn!);
  }, 60_000);
  afterAll(() => {
    open[Symbol.dispose]();
    expect(open.gpu.faults).toEqual([]);
  });

  const floats = async (buffer: GPUBuffer) => new Float32Array(await readBuffer(open.device, buffer));
  const small = (batch: number) =>
    gpuNetwork(open.gpu, open.backend, createNetworkRunner(smallNetwork(batch, 32, 7), open.backend, 'webgpu'));

  async function plainly(network: GpuNetwork, values: Float32Array): Promise<Float32Array> {
    const { backend, inputShape } = network;
    const shape = [...inputShape];
    const input = { dataId: backend.write(values, shape, 'float32'), shape, dtype: 'float32' } as const;
    const [output] = network.run(input);
    const numbers = await backend.read(output!.dataId);
    for (const { dataId } of [input, output!]) backend.disposeData(dataId);
    return numbers as Float32Array;
  }

  test('says what plain execution says, bit for bit, for any input, in any order', async () => {
    const network = small(2);
    const { runner, whyPlain } = await openRunner(network);
    expect(whyPlain).toBeNull();
    expect(runner.plan!.steps).toBeGreaterThan(5);
    for (const shade of [0, 255, 3]) {
      const picture = new Float32Array(2 * 32 * 32 * 3).map((_, i) => (i * shade) % 256);
      open.device.queue.writeBuffer(runner.input, 0, picture);
      runner.run(nothing, nothing);
      expect(await floats(runner.outputs[0]!)).toEqual(await plainly(network, picture));
    }
    runner[Symbol.dispose]();
  });

  test('leaves no tensor and no buffer behind', async () => {
    const before = open.backend.numDataIds();
    const { runner } = await openRunner(small(1));
    const held = { ...open.backend.memory(), tensors: open.backend.numDataIds() };
    for (let i = 0; i < 10; i++) runner.run(nothing, nothing);
    await floats(runner.outputs[0]!);
    expect({ ...open.backend.memory(), tensors: open.backend.numDataIds() }).toEqual(held);
    runner[Symbol.dispose]();
    expect(open.backend.numDataIds()).toBe(before);
  });

  test('whose operations depend on what it has seen runs plainly, and why is said', async () => {
    const plan = smallNetwork(1, 32, 7);
    const last = { ...plan.steps.at(-1)!, kernel: 'Tanh' as const };
    const other = createNetworkRunner({ ...plan, steps: plan.steps.with(-1, last) }, open.backend, 'webgpu');
    const networks = [small(1), gpuNetwork(open.gpu, open.backend, other)];
    let turn = 0;
    const run = (input: TensorInfo) => networks[turn++ % 2]!.run(input);
    const { runner, whyPlain } = await openRunner({ ...networks[0]!, run });
    expect(whyPlain).toBe('a replay did not equal plain execution in output 0');

    const black = new Float32Array(32 * 32 * 3);
    open.device.queue.writeBuffer(runner.input, 0, black);
    const next = networks[turn % 2]!;
    runner.run(nothing, nothing);
    expect(await floats(runner.outputs[0]!)).toEqual(await plainly(next, black));
    runner[Symbol.dispose]();
  });

  test('that cannot be captured runs plainly, and why is said', async () => {
    const network = small(1);
    let executions = 0;
    const run = (input: TensorInfo) => {
      if (executions++ === 1) throw new Error('not while somebody writes along');
      return network.run(input);
    };
    const { runner, whyPlain } = await openRunner({ ...network, run });
    expect(whyPlain).toBe('it could not be captured: Error: not while somebody writes along');
    runner.run(nothing, nothing);
    expect(await floats(runner.outputs[0]!)).toHaveLength(16 * 7);
    runner[Symbol.dispose]();
  });
});

function nothing(): void {}
