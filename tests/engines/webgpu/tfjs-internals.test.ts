/**
 * What plan capture relies on inside TensorFlow.js. When an update fails this, read the new backend against ADR 0011
 * before making it pass.
 */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Internals, bufferOf, internalsOf } from '#engines/webgpu/tfjs-internals.ts';
import { createNetworkRunner } from '#engines/tfjs/run-network.ts';
import { openDawn } from '../../support/dawn.ts';
import { type OpenGpu, openGpu } from '../../support/open-gpu.ts';
import { smallNetwork } from '../../support/small-network.ts';

const dawn = openDawn();

test('TensorFlow.js is the version whose internals were read, exactly', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(tf.version_core).toBe('4.22.0');
  expect(dependencies['@tensorflow/tfjs-core']).toBe('4.22.0');
  expect(dependencies['@tensorflow/tfjs-backend-webgpu']).toBe('4.22.0');
});

describe.skipIf(dawn === null)('the WebGPU backend', () => {
  let gpu: OpenGpu;
  let backend: WebGPUBackend;
  let internals: Internals;
  beforeAll(async () => {
    gpu = await openGpu(dawn!);
    ({ backend } = gpu);
    internals = internalsOf(backend);
  }, 60_000);
  afterAll(() => gpu[Symbol.dispose]());

  test('has the fields that are replaced while a network is captured', () => {
    expect(internals.device).toBe(gpu.device);
    expect(internals.queue).toBe(gpu.device.queue);
    for (const name of ['acquireBuffer', 'releaseBuffer'] as const) {
      expect(name in internals.bufferManager).toBe(true);
    }
    for (const name of ['ensureCommandEncoderReady', 'endComputePassEncoder', 'submitQueue'] as const) {
      expect(name in internals).toBe(true);
    }
  });

  test('asks for every buffer, bind group and encoder through them, and for nothing else of an encoder', () => {
    const shape = [1, 32, 32, 3];
    const input = backend.makeTensorInfo(shape, 'float32', new Float32Array(32 * 32 * 3));
    const runner = createNetworkRunner(smallNetwork(1, 32, 7), backend, 'webgpu');
    const asked = new Set<string>();
    const watched = <T extends object>(what: string, target: T): T =>
      new Proxy(target, {
        get: (_, name) => {
          asked.add(`${what}.${String(name)}`);
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return (...rest: readonly unknown[]) => {
            const result: unknown = Reflect.apply(value, target, rest);
            if (name === 'createCommandEncoder') return watched('encoder', result as object);
            return name === 'beginComputePass' ? watched('pass', result as object) : result;
          };
        },
      });
    const { device, queue, bufferManager } = internals;
    internals.device = watched('device', device);
    internals.bufferManager = watched('buffers', bufferManager);
    // A watched encoder is no encoder to the device, so nothing is really submitted.
    internals.queue = { submit: () => undefined, writeBuffer: queue.writeBuffer.bind(queue) };
    for (const { dataId } of runner.run(input)) backend.disposeData(dataId);
    internals.endComputePassEncoder();
    internals.submitQueue();
    Object.assign(internals, { device, queue, bufferManager });

    const ours = [...asked].filter((name) => /^(?:encoder|pass|buffers)\./u.test(name)).sort();
    expect(ours).toEqual([
      'buffers.acquireBuffer',
      'buffers.releaseBuffer',
      'encoder.beginComputePass',
      'encoder.finish',
      'pass.dispatchWorkgroups',
      'pass.end',
      'pass.setBindGroup',
      'pass.setPipeline',
    ]);
    expect(asked).toContain('device.createCommandEncoder');
    expect(asked).toContain('device.createBindGroup');
  });

  test('wraps a buffer of ours without a copy, and shows where a tensor lies', async () => {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = gpu.device.createBuffer({ size: 16, usage });
    const given = backend.createTensorFromGPUData({ buffer, zeroCopy: true }, [4], 'float32');
    expect(bufferOf(backend, given)).toBe(buffer);
    gpu.device.queue.writeBuffer(buffer, 0, Float32Array.of(1, 2, 3, 4));
    expect([...((await backend.read(given.dataId)) as Float32Array)]).toEqual([1, 2, 3, 4]);
    given.dispose();
    gpu.device.queue.writeBuffer(buffer, 0, Float32Array.of(0, 0, 0, 0));
    expect(gpu.gpu.faults).toEqual([]); // it is still there
  });

  test('keeps what was encoded until so many operations have come, and can be asked not to', () => {
    expect(tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')).toBe(15);
  });
});
