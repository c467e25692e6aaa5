/** Each shader beside its twin on the processor, on SwiftShader. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Size, letterbox } from '#core/detection/letterbox.ts';
import { type Crop, cropInside, cropOf } from '#core/detection/pixels.ts';
import { type Polygon, maskSpans, paintMasks } from '#core/detection/masks.ts';
import { createCropsToTensor } from '#engines/crops-to-tensor.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import type { TensorRules } from '#engines/tensor-rules.ts';
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { openLetterboxPass, wholeOf } from '#engines/webgpu/letterbox-pass.ts';
import { maskBits } from '#engines/webgpu/mask-bits.ts';
import { Masks } from '#engines/webgpu/masks.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { openDawn } from '../../support/dawn.ts';
import { inPass, storageOf } from '../../support/gpu-words.ts';

const dawn = openDawn();

describe.skipIf(dawn === null)('on the device', () => {
  let gpu: GpuDevice;
  let device: GPUDevice;
  beforeAll(async () => {
    gpu = (await openGpuDevice(dawn!))!;
    ({ device } = gpu);
  }, 60_000);
  afterAll(() => {
    gpu[Symbol.dispose]();
    expect(gpu.faults).toEqual([]);
  });

  const floats = async (buffer: GPUBuffer) => new Float32Array(await readBuffer(device, buffer));

  describe('the letterbox', () => {
    const rules = {
      width: 32,
      height: 24,
      channels: 'bgr',
      range: 1,
      mean: [0.4, 0.5, 0.6],
      std: [0.2, 0.3, 0.4],
    } satisfies Partial<TensorRules>;

    /** Of the second of two slots. */
    async function letterboxed(rgba: Uint8Array, width: number, height: number, wanted: Wanted) {
      const tensor = storageOf(device, new Float32Array(2 * 3 * rules.width * rules.height).fill(-9));
      using pass = await openLetterboxPass(device, wanted.rules, tensor, 2);
      const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST;
      const texture = device.createTexture({ format: 'rgba8unorm', size: [width, height], usage });
      device.queue.writeTexture({ texture }, rgba as Uint8Array<ArrayBuffer>, { bytesPerRow: 4 * width }, [
        width,
        height,
      ]);
      const crop = wanted.crop ?? wholeOf({ width, height });
      using known = new Masks(device);
      inPass(device, (encoder) =>
        pass.encode(encoder, 1, {
          source: { kind: 'texture', texture: texture.createView() },
          size: wanted.expected ?? { width, height },
          crop,
          box: letterbox(crop, wanted.rules, wanted.rules),
          mask: known.of({ width, height }, { width, height }, wanted.masks),
        }),
      );
      const all = await floats(tensor);
      expect(new Set(all.subarray(0, all.length / 2))).toEqual(new Set([-9]));
      return all.subarray(all.length / 2);
    }

    function onProcessor(rgba: Uint8Array, width: number, height: number, wanted: Wanted) {
      const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
      const bytes = rgba.slice();
      paintMasks(bytes, layout, maskSpans(wanted.masks, width, height));
      const box = letterbox({ width, height }, wanted.rules, wanted.rules);
      return createFrameToTensor(layout, { matrix: 'rgb', fullRange: true }, box, wanted.rules)(bytes);
    }

    interface Wanted {
      readonly rules: TensorRules & { fit: 'letterbox' | 'stretch'; anchor: 'top-left' | 'centre' };
      readonly masks: readonly Polygon[];
      /** Of the source; its own size unless given. */
      readonly expected?: Size;
      /** The part that is drawn; all unless given. */
      readonly crop?: Crop;
    }

    test('is the processor’s, within a third of a level, for any size, fit and layout', async () => {
      const size = fc.integer({ min: 1, max: 90 });
      const cases = fc.record({
        width: size,
        height: size,
        seed: fc.integer(),
        fit: fc.constantFrom('letterbox' as const, 'stretch' as const),
        anchor: fc.constantFrom('top-left' as const, 'centre' as const),
        layout: fc.constantFrom('nchw' as const, 'nhwc' as const),
        channels: fc.constantFrom('bgr' as const, 'rgb' as const),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ width, height, seed, ...more }) => {
          const wanted = { rules: { ...rules, pad: 114, ...more }, masks: [] };
          const rgba = noise(4 * width * height, seed);
          const [here, there] = [
            await letterboxed(rgba, width, height, wanted),
            onProcessor(rgba, width, height, wanted),
          ];
          const level = 1 / 255 / 0.2;
          expect(here.findIndex((value, i) => !(Math.abs(value - there[i]!) <= level / 3))).toBe(-1);
        }),
        { numRuns: 8 },
      );
    });

    test('sees nothing of what is masked, as on the processor', async () => {
      const mask = rectangle(4, 6, 40, 30);
      const wanted = {
        rules: { ...rules, pad: 114, layout: 'nchw', fit: 'letterbox', anchor: 'top-left' } as const,
        masks: [mask],
      };
      const [plain, secret] = [noise(4 * 64 * 48, 1), noise(4 * 64 * 48, 1)];
      for (let y = 6; y < 30; y++) secret.fill(255, 4 * (64 * y + 4), 4 * (64 * y + 40));
      const [here, other] = [await letterboxed(plain, 64, 48, wanted), await letterboxed(secret, 64, 48, wanted)];
      expect(other).toEqual(here);
      const there = onProcessor(plain, 64, 48, wanted);
      expect(here.findIndex((value, i) => Math.abs(value - there[i]!) > 1 / 255 / 0.2)).toBe(-1);
    });

    test('of a part of the frame is the processor’s, and knows nothing of what lies beside it', async () => {
      const [width, height] = [64, 48];
      const cases = fc.record({
        x: fc.integer({ min: -10, max: 60 }),
        y: fc.integer({ min: -10, max: 44 }),
        across: fc.integer({ min: 1, max: 60 }),
        down: fc.integer({ min: 1, max: 60 }),
        seed: fc.integer(),
        fit: fc.constantFrom('letterbox' as const, 'stretch' as const),
        masked: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ x, y, across, down, seed, fit, masked }) => {
          const box = { x0: x, y0: y, x1: x + across, y1: y + down };
          const crop = cropInside({ width, height }, box, 1);
          fc.pre(crop !== null);
          const masks = masked ? [rectangle(20, 10, 40, 30)] : [];
          const wanted = {
            rules: { ...rules, pad: 114, layout: 'nhwc', fit, anchor: 'top-left' },
            masks,
            crop,
          } as const;
          const rgba = noise(4 * width * height, seed);
          const here = await letterboxed(rgba, width, height, wanted);

          const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
          const bytes = rgba.slice();
          paintMasks(bytes, layout, maskSpans(masks, width, height));
          const shown = { width, height };
          const frame = { bytes, layout, colour: { matrix: 'rgb', fullRange: true }, shown } as const;
          const there = new Float32Array(here.length);
          createCropsToTensor({ ...wanted.rules, name: 'input' })(frame)(cropOf(layout, box)!, there, 0);
          const level = 1 / 255 / 0.2;
          expect(here.findIndex((value, i) => !(Math.abs(value - there[i]!) <= level / 3))).toBe(-1);

          const beside = noise(4 * width * height, seed + 1);
          for (let row = crop.top; row < crop.top + crop.height; row++) {
            const start = 4 * (row * width + crop.left);
            beside.set(rgba.subarray(start, start + 4 * crop.width), start);
          }
          expect(await letterboxed(beside, width, height, wanted)).toEqual(here);
        }),
        { numRuns: 8 },
      );
    });

    test('sees nothing of a source of another size than masks are drawn on', async () => {
      const more = { pad: 114, layout: 'nchw', fit: 'stretch', anchor: 'top-left' } as const;
      const wanted = { rules: { ...rules, ...more }, masks: [], expected: { width: 80, height: 48 } };
      const [one, other] = [noise(4 * 64 * 48, 1), noise(4 * 64 * 48, 2)];
      expect(await letterboxed(one, 64, 48, wanted)).toEqual(await letterboxed(other, 64, 48, wanted));
    });

    test('masks every block of two by two pixels that a polygon touches', () => {
      const { words, stride } = maskBits(
        [
          [
            [33, 1],
            [34.5, 1],
            [34.5, 2],
            [33, 2],
          ],
        ],
        { width: 40, height: 3 },
      );
      expect(stride).toBe(2);
      expect([...words]).toEqual([0, 0b1111, 0, 0b1111, 0, 0]);
    });
  });
});

function rectangle(x0: number, y0: number, x1: number, y1: number): Polygon {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

function noise(length: number, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}
