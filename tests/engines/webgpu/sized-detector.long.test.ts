/** The sizes of a network on a graphics device, SwiftShader here, beside the processor's. */
import { afterEach, describe, expect, test } from 'vitest';
import { openDetector } from '#engines/open-detector.ts';
import { SizedDetector } from '#engines/sized-detector.ts';
import { openDawn } from '../../support/dawn.ts';
import { frameOfPixels } from '../../support/frame-of-pixels.ts';
import { goldenFolder, modelFile, shopView } from '../../support/golden.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';
import { setGpu, withDevices } from '../../support/watched-gpu.ts';

const dawn = openDawn();

async function openSized(backend: 'wasm' | 'webgpu'): Promise<SizedDetector> {
  const file = modelFile('yolox_nano_416.onnx');
  const runtime = { runtime: 'tfjs', backend, threads: 1, files: runtimeFilesOfNode } as const;
  const open = (input?: { readonly width: number; readonly height: number }) =>
    openDetector(file, { ...runtime, ...(input && { input }) }, 1, () => undefined);
  return new SizedDetector(await open(), open);
}

const frames = () => {
  const { bytes, shown } = shopView('view2');
  return [{ frame: frameOfPixels(bytes, shown.width, shown.height), masks: [] }];
};

describe.skipIf(dawn === null || goldenFolder === null)('a network on a graphics device at a smaller size', () => {
  afterEach(() => setGpu(dawn!));

  test('finds what it finds on the processor, on a device that is asked for when it is first used', async () => {
    const devices: GPUDevice[] = [];
    setGpu(withDevices(dawn!, (device) => devices.push(device)));
    using onDevice = await openSized('webgpu');
    using onProcessor = await openSized('wasm');
    expect(onDevice.native.engine.backend).toBe('webgpu');
    expect(onDevice.sizes.map(({ width }) => width)).toEqual([416, 320, 256]);
    for (const [place, size] of onDevice.sizes.entries()) {
      expect(devices).toHaveLength(Math.max(1, place));
      const [found] = await (await onDevice.at(size)).look(frames());
      const [wanted] = await (await onProcessor.at(onProcessor.sizes[place]!)).look(frames());
      const sure = wanted!.detections.filter(({ score }) => score > 0.3);
      expect(sure.length).toBeGreaterThan(0);
      for (const { box, score, classId } of sure) {
        const same = found!.detections.find((each) => each.classId === classId && Math.abs(each.box.x0 - box.x0) < 1)!;
        expect(same.score).toBeCloseTo(score, 2);
        for (const side of ['x0', 'y0', 'x1', 'y1'] as const)
          expect(Math.abs(same.box[side] - box[side])).toBeLessThan(1);
      }
    }
    expect(devices).toHaveLength(3);
  }, 600_000);
});
