/** Ways of a frame onto the device, where most do not work: Dawn takes no frames of a browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelInput } from '#engines/model-card.ts';
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { probeImports } from '#engines/webgpu/probe-imports.ts';
import { openWorkingImport } from '#engines/webgpu/working-import.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';

const dawn = openDawn();
const SIDE = 32;

const input: ModelInput = {
  name: 'input',
  width: SIDE,
  height: SIDE,
  layout: 'nhwc',
  channels: 'rgb',
  range: 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  fit: 'letterbox',
  anchor: 'top-left',
  pad: 114,
};

describe.skipIf(dawn === null)('ways of a frame onto the device', () => {
  let gpu: GpuDevice;
  beforeAll(async () => {
    gpu = (await openGpuDevice(dawn!))!;
  }, 60_000);
  afterAll(() => gpu[Symbol.dispose]());

  const frame = () => frameOfPixels(new Uint8Array(4 * SIDE * SIDE).fill(200), SIDE, SIDE);

  test('are looked for anew after a frame that was broken', async () => {
    using imports = openWorkingImport(gpu, input);
    const broken = frame();
    broken.copyTo = () => Promise.reject(new Error('it is gone'));
    await expect(imports.take(broken, 0)).rejects.toThrow('it is gone');
    expect(await imports.take(frame(), 0)).toMatchObject({ size: { width: SIDE, height: SIDE } });
  });

  test('through bytes is none for a frame that is turned: they lie in another direction than it is shown in', async () => {
    using imports = openImport('written', gpu.device);
    for (const turn of [{ rotation: 180 }, { flip: true }]) {
      await expect(imports.take(Object.assign(frame(), turn), 0)).rejects.toThrow('turned');
    }
    const straight = Object.assign(frame(), { rotation: 0, flip: false });
    expect(await imports.take(straight, 0)).toMatchObject({ size: { width: SIDE, height: SIDE } });
  });

  test('that do not work here are told apart, and faults of the device are heard of afterwards', async () => {
    const probed = await probeImports(gpu.device, input, frame(), 1);
    expect(probed[0]).toMatchObject({ name: 'written', why: null });
    expect(probed.slice(1).every(({ why }) => why !== null)).toBe(true);
    expect(gpu.faults).toEqual([]);

    gpu.device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    await gpu.device.queue.onSubmittedWorkDone();
    expect(gpu.faults).toHaveLength(1);
  });
});
