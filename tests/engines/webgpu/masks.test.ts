import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Polygon } from '#core/detection/masks.ts';
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { Masks } from '#engines/webgpu/masks.ts';
import { openDawn } from '../../support/dawn.ts';

const dawn = openDawn();
const size = { width: 64, height: 8 };
const upTo = (x: number): readonly Polygon[] => [
  [
    [0, 0],
    [x, 0],
    [x, 8],
    [0, 8],
  ],
];

describe.skipIf(dawn === null)('masks on the device', () => {
  let gpu: GpuDevice;
  beforeAll(async () => void (gpu = (await openGpuDevice(dawn!))!), 60_000);
  afterAll(() => gpu[Symbol.dispose]());

  test('are made once for each size, and none are made where nothing is masked', () => {
    using masks = new Masks(gpu.device);
    expect(masks.of(size, size, [])).toBeNull();
    const mask = masks.of(size, size, upTo(8));
    expect(masks.of(size, size, upTo(8))).toBe(mask);
    expect(masks.of(size, { width: 128, height: 8 }, upTo(8))).not.toBe(mask);
  });

  test('that the frames of one submission need outlive new ones', () => {
    const gone = new Set<GPUBuffer>();
    const { device } = gpu;
    const create = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      const buffer = create(descriptor);
      const destroy = buffer.destroy.bind(buffer);
      buffer.destroy = () => {
        gone.add(buffer);
        destroy();
      };
      return buffer;
    };
    using masks = new Masks(device);
    for (let x = 0; x < 200; x++) {
      const together = [masks.of(size, size, upTo(64)), masks.of(size, size, upTo(x / 4))];
      expect(together.filter((mask) => gone.has(mask!.bits))).toEqual([]);
    }
    expect(gone.size).toBeGreaterThan(100);
  });
});
