/** A detector of a file, end to end on SwiftShader, whose device refuses work. */
import { afterEach, describe, expect, test } from 'vitest';
import { openDetector } from '#engines/open-detector.ts';
import type { DeviceLoss } from '#engines/webgpu/recovering-detector.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { tinyDetector } from '../../support/tiny-detector.ts';

const dawn = openDawn();
const file = { fileName: 'tiny.onnx', bytes: tinyDetector(), sha256: 'not in the catalogue' };
const runtime = { runtime: 'tfjs', backend: 'webgpu', threads: 1, files: runtimeFilesOfNode } as const;

describe.skipIf(dawn === null)('a detector whose graphics device refuses work', () => {
  afterEach(() => setGpu(dawn!));

  const frames = () => [{ frame: frameOfPixels(new Uint8Array(4 * 32 * 32).fill(9), 32, 32), masks: [] }];

  test('while it is opened looks with the processor, and says why', async () => {
    setGpu(
      withDevices(dawn!, (device) => {
        device.createComputePipelineAsync = () => Promise.reject(new Error('no room for a pipeline'));
      }),
    );
    const { detector, engine, notes } = await openDetector(file, runtime, 2, () => undefined);
    using own = detector;
    expect(engine).toMatchObject({ runtime: 'tfjs', backend: 'wasm' });
    expect(notes).toContainEqual({ kind: 'not-on-gpu', details: expect.stringContaining('no room for a pipeline') });
    expect(own.batch).toBe(1);
  }, 60_000);

  test('in use loses those frames, opens another device, and looks at the next ones', async () => {
    const devices: GPUDevice[] = [];
    setGpu(withDevices(dawn!, (device) => devices.push(device)));
    const losses: DeviceLoss[] = [];
    const { detector, engine } = await openDetector(file, runtime, 2, (loss) => losses.push(loss));
    using own = detector;
    expect(engine.backend).toBe('webgpu');
    expect(await own.look(frames())).toHaveLength(1);

    devices.at(-1)!.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    await expect(own.look(frames())).rejects.toMatchObject({ name: 'FramesLost' });
    expect(await own.look(frames())).toHaveLength(1);
    expect(losses).toEqual([{ why: expect.stringContaining('refused its work'), frames: 1, goesOn: 'gpu' }]);
    expect(devices).toHaveLength(2);
  }, 120_000);
});
