/** Each shader beside its twin on the processor, on SwiftShader. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Detection } from '#core/detection/detection.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { type Polygon, maskSpans, paintMasks } from '#core/detection/masks.ts';
import { suppress } from '#core/detection/nms.ts';
import { decodeYolox, yoloxRows } from '#core/detection/yolox.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import type { TensorRules } from '#engines/tensor-rules.ts';
import { createCandidateBuffers, openDecodePass } from '#engines/webgpu/decode-pass.ts';
import { type GpuDevice, openGpuDevice } from '#engines/webgpu/device.ts';
import { openLetterboxPass } from '#engines/webgpu/letterbox-pass.ts';
import { CANDIDATES, CANDIDATE_BYTES, readLook } from '#engines/webgpu/looks.ts';
import { maskBits } from '#engines/webgpu/mask-bits.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { openSuppressPass } from '#engines/webgpu/suppress-pass.ts';
import { openDawn } from '../../support/dawn.ts';
import { inPass, storageOf } from '../../support/gpu-words.ts';

const dawn = openDawn();

describe.skipIf(dawn === null)('on the device', () => {
  const complaints: string[] = [];
  let gpu: GpuDevice;
  let device: GPUDevice;
  beforeAll(async () => {
    gpu = (await openGpuDevice(dawn!, (message) => complaints.push(message)))!;
    ({ device } = gpu);
  }, 60_000);
  afterAll(() => {
    gpu[Symbol.dispose]();
    expect(complaints).toEqual([]);
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
      const pass = await openLetterboxPass(device, wanted.rules, tensor);
      const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST;
      const texture = device.createTexture({ format: 'rgba8unorm', size: [width, height], usage });
      device.queue.writeTexture({ texture }, rgba as Uint8Array<ArrayBuffer>, { bytesPerRow: 4 * width }, [
        width,
        height,
      ]);
      const box = letterbox({ width, height }, wanted.rules, wanted.rules);
      const mask = wanted.masks.length === 0 ? null : maskBits(wanted.masks, { width, height });
      const source = { kind: 'texture', texture: texture.createView() } as const;
      inPass(device, (encoder) => pass.encode(encoder, source, pass.place(1, box, mask)));
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
      const mask = [
        [4, 6],
        [40, 6],
        [40, 30],
        [4, 30],
      ] as const;
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

  describe('decoding and suppression', () => {
    const input = { width: 64, height: 32 };
    const output = { strides: [8, 16, 32], scoreThreshold: 0.1, nmsIou: 0.45 };
    const classes = 3;
    const rows = yoloxRows(input, output.strides);
    const card = { input, output, labels: ['person', 'cart', 'dog'] } as unknown as Parameters<
      typeof openDecodePass
    >[1];

    async function decoded(slots: readonly Float32Array[]) {
      const found = createCandidateBuffers(device, slots.length);
      const all = storageOf(device, Float32Array.from(slots.flatMap((slot) => [...slot])));
      const decode = await openDecodePass(device, card, [all], found);
      const suppressing = await openSuppressPass(device, output.nmsIou, found, slots.length);
      inPass(device, (pass) => {
        decode.encode(pass, slots.length);
        suppressing.encode(pass, slots.length);
      });
      const bytes = await readBuffer(device, suppressing.looks);
      return slots.map((_, slot) => readLook(bytes, slot));
    }

    test('find in each slot what the processor finds', async () => {
      const slots = [1, 2, 3].map((seed) => head(rows, classes, seed));
      const looks = await decoded(slots);
      for (const [slot, look] of looks.entries()) {
        const all = decodeYolox(slots[slot]!, classes, input, output);
        const expected = suppress(all, output.nmsIou);
        expect(expected.length).toBeGreaterThan(3);
        expect(look.found).toBe(all.length);
        expect(look.detections.length).toBe(expected.length);
        for (const [i, { box, ...rest }] of look.detections.entries()) {
          expect(rest).toEqual({ score: expected[i]!.score, classId: expected[i]!.classId });
          for (const side of ['x0', 'y0', 'x1', 'y1'] as const)
            expect(box[side]).toBeCloseTo(expected[i]!.box[side], 3);
        }
      }
    });

    test('suppression alone is the processor’s, equal scores in their order', async () => {
      const corner = fc.integer({ min: 0, max: 24 });
      const side = fc.integer({ min: 1, max: 16 });
      const detection = fc
        .record({ x: corner, y: corner, w: side, h: side, score: fc.integer({ min: 1, max: 8 }), classId: fc.nat(1) })
        .map(({ x, y, w, h, score, classId }): Detection => ({
          box: { x0: x, y0: y, x1: x + w, y1: y + h },
          score: score / 8,
          classId,
        }));
      const found = emptyCandidates();
      const pass = await openSuppressPass(device, 0.5, found, 1);
      await fc.assert(
        fc.asyncProperty(fc.array(detection, { maxLength: 60 }), fc.integer(), async (detections, seed) => {
          write(found.candidates, found.counts, detections, seed);
          inPass(device, (encoder) => pass.encode(encoder, 1));
          const look = readLook(await readBuffer(device, pass.looks), 0);
          expect(look.detections).toEqual(suppress(detections, 0.5));
        }),
        { numRuns: 25 },
      );
    });

    test('of more than there is room for, the best are kept and the rest is counted', async () => {
      const found = emptyCandidates();
      const pass = await openSuppressPass(device, 0.5, found, 1);
      const detections = Array.from({ length: 600 }, (_, i): Detection => {
        return { box: { x0: 10 * i, y0: 0, x1: 10 * i + 5, y1: 5 }, score: Math.fround(1 / (i + 1)), classId: 0 };
      });
      write(found.candidates, found.counts, detections, 5);
      inPass(device, (encoder) => pass.encode(encoder, 1));
      const look = readLook(await readBuffer(device, pass.looks), 0);
      expect(look.found).toBe(600);
      expect(look.detections).toEqual(detections.slice(0, 128));
    });

    function emptyCandidates() {
      const candidates = storageOf(device, new Uint32Array((CANDIDATES * CANDIDATE_BYTES) / 4));
      return { counts: storageOf(device, new Uint32Array(1)), candidates, [Symbol.dispose]: () => undefined };
    }

    /** In an order that only `seed` knows, as decoders leave them. */
    function write(candidates: GPUBuffer, counts: GPUBuffer, detections: readonly Detection[], seed: number) {
      const words = new Uint32Array((Math.min(detections.length, CANDIDATES) * CANDIDATE_BYTES) / 4);
      const floats = new Float32Array(words.buffer);
      const places = detections.map((_, i) => i);
      for (let i = places.length - 1, state = seed; i > 0; i--) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        const other = (state >>> 8) % (i + 1);
        [places[i], places[other]] = [places[other]!, places[i]!];
      }
      for (const [row, { box, score, classId }] of detections.entries()) {
        const at = (places[row]! * CANDIDATE_BYTES) / 4;
        floats.set([box.x0, box.y0, box.x1, box.y1, score], at);
        words.set([classId, row], at + 5);
      }
      device.queue.writeBuffer(counts, 0, Uint32Array.of(detections.length));
      if (words.length > 0) device.queue.writeBuffer(candidates, 0, words);
    }
  });
});

/** A head in which every fourth cell is sure of something. */
function head(rows: number, classes: number, seed: number): Float32Array {
  const length = 5 + classes;
  const bytes = noise(rows * length, seed);
  return Float32Array.from(bytes, (byte, i) => {
    const field = i % length;
    if (field < 4) return (byte - 128) / 100;
    return field === 4 && Math.floor(i / length) % 4 !== 0 ? 0.05 : byte / 255;
  });
}

function noise(length: number, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}
