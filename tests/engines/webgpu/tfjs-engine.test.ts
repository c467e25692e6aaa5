/** What the engine of TensorFlow.js holds on the graphics device. */
import { afterEach, describe, expect, test } from 'vitest';
import { openTfjs } from '#engines/tfjs.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { openDawn } from '../../support/dawn.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { tinyDetector } from '../../support/tiny-detector.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';

const dawn = openDawn();
const options = { fileName: 'tiny.onnx', backend: 'webgpu', threads: 1, files: runtimeFilesOfNode } as const;

/** How many numbers it takes is known from its shape. */
const picture = new Float32Array(3 * 32 * 32).fill(100);

describe.skipIf(dawn === null)('the engine of TensorFlow.js on WebGPU', () => {
  afterEach(() => setGpu(dawn!));

  test('keeps the weights once, whether its numbers stay on the device or come back', async () => {
    using engine = await openTfjs(tinyDetector(), options);
    if (!isOnDevice(engine)) throw new Error('it is not on the device');
    const before = await engine.run(picture);
    const network = await engine.onDevice(1);
    network[Symbol.dispose]();
    expect(network.backend.numDataIds()).toBe(0);
    expect(await engine.run(picture)).toEqual(before);
  }, 60_000);

  test('that cannot be opened gives its device back', async () => {
    const devices: GPUDevice[] = [];
    const noQueue = () => {
      throw new Error('there is no queue');
    };
    setGpu(
      withDevices(dawn!, (device) => {
        devices.push(Object.defineProperty(device, 'queue', { get: noQueue }));
      }),
    );
    await expect(openTfjs(tinyDetector(), options)).rejects.toThrow('there is no queue');
    expect(await devices[0]!.lost).toMatchObject({ reason: 'destroyed' });
  }, 60_000);
});
