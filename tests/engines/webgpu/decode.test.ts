/** Decoders and suppression on the device beside their twins on the processor, on SwiftShader. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Candidates, ROW, createCandidates } from '#core/detection/candidates.ts';
import type { DecoderName, Head } from '#core/detection/decoders.ts';
import { decoderOf } from '#core/detection/decoders.ts';
import { MOST_CANDIDATES, MOST_DETECTIONS, createSuppression } from '#core/detection/nms.ts';
import { openDecodePass } from '#engines/webgpu/decode-pass.ts';
import { hasNaN } from '#engines/assert-numbers.ts';
import { CANDIDATE_BYTES, TALLY_BYTES, readLook } from '#engines/webgpu/looks.ts';
import { readBuffer } from '#engines/webgpu/read-buffer.ts';
import { openNumbersPass } from '#engines/webgpu/numbers-pass.ts';
import { openSuppressPass } from '#engines/webgpu/suppress-pass.ts';
import { openDawn } from '../../support/dawn.ts';
import { inPass, storageOf } from '../../support/gpu-words.ts';
import { type OpenGpu, openGpu } from '../../support/open-gpu.ts';

const dawn = openDawn();
const network = { input: { width: 64, height: 32 }, classes: 3 };
const rules = { scoreThreshold: 0.1, nmsIou: 0.45 };
const strides = [8, 16, 32];
const CELLS = 32 + 8 + 2;
const SLOTS = 3;
const SIDES = 4;
const BINS = 8;

/** Numbers in [0, 1), the same for the same seed. */
type Dice = () => number;

interface Case {
  readonly head: Head;
  /** Of one picture: one tensor for each that the decoder asks for. */
  readonly tensors: (dice: Dice) => readonly Float32Array[];
}

const cases = {
  yolox: {
    head: { decoder: 'yolox', name: 'output', strides, ...rules },
    tensors: (dice) => [rows(CELLS, [...places(dice, SIDES, 2), sometimes(dice), ...chances(dice, 3)])],
  },
  nanodet: {
    head: { decoder: 'nanodet', scores: ['a', 'b', 'c'], distances: ['d', 'e', 'f'], strides, ...rules },
    tensors: (dice) => [
      ...[32, 8, 2].map((cells) => rows(cells, [sometimes(dice), sometimes(dice), sometimes(dice)])),
      ...[32, 8, 2].map((cells) => rows(cells, places(dice, SIDES * BINS, 4))),
    ],
  },
  fastestdet: {
    head: { decoder: 'fastestdet', name: 'output', stride: 8, ...rules },
    tensors: (dice) => [turned(rows(32, [sometimes(dice), ...places(dice, SIDES, 3), ...chances(dice, 3)]), 32, 8)],
  },
  yolov8: {
    head: { decoder: 'yolov8', name: 'output', order: 'fields-first', ...rules },
    tensors: (dice) => [
      turned(rows(CELLS, [...sizes(dice), sometimes(dice), sometimes(dice), sometimes(dice)]), CELLS, 7),
    ],
  },
  ssd: {
    head: { decoder: 'ssd', boxes: 'boxes', corners: 'yxyx', scores: 'scores', background: true, ...rules },
    tensors: (dice) => [
      rows(CELLS, [() => dice() / 2, () => dice() / 2, () => 0.5 + dice() / 2, () => 0.5 + dice() / 2]),
      rows(CELLS, [dice, sometimes(dice), sometimes(dice), sometimes(dice)]),
    ],
  },
} as const satisfies Record<DecoderName, Case>;

describe.skipIf(dawn === null)('on the device', () => {
  let gpu: OpenGpu;
  let device: GPUDevice;
  beforeAll(async () => {
    gpu = await openGpu(dawn!);
    ({ device } = gpu);
  }, 60_000);
  afterAll(() => {
    gpu[Symbol.dispose]();
    expect(gpu.gpu.faults).toEqual([]);
  });

  /** What is found in the first of `SLOTS` and the others. */
  async function looksOf(head: Head, slots: readonly (readonly Float32Array[])[]) {
    const tensors = slots[0]!.map((_, k) => storageOf(device, joined(slots.map((slot) => slot[k]!))));
    const decode = await openDecodePass(device, head, network, tensors, slots.length);
    const numbers = await openNumbersPass(device, tensors, decode.found.tallies, slots.length);
    const suppress = await openSuppressPass(device, head.nmsIou, decode.found, slots.length);
    inPass(device, (pass) => {
      decode.encode(pass, slots.length);
      numbers.encode(pass, slots.length);
      suppress.encode(pass, slots.length);
    });
    const bytes = await readBuffer(device, suppress.looks);
    return slots.map((_, slot) => readLook(bytes, slot));
  }

  test.each(Object.keys(cases) as DecoderName[])('%s finds in each slot what the processor finds', async (name) => {
    const { head, tensors } = cases[name] as Case;
    const dice = diceOf(name.length);
    const slots = Array.from({ length: SLOTS }, () => tensors(dice));
    const looks = await looksOf(head, slots);
    for (const [slot, look] of looks.entries()) {
      const found = createCandidates();
      decoderOf(head).decode(slots[slot]!, head, network, found);
      const expected = createSuppression(head.nmsIou)(found);
      expect(look.found).toBe(found.count);
      expect(expected.count).toBeGreaterThan(3);
      expectRows(look, expected);
    }
  });

  test.each(Object.keys(cases) as DecoderName[])(
    '%s counts in each slot the values that are no numbers',
    async (name) => {
      const { head, tensors } = cases[name] as Case;
      const dice = diceOf(name.length);
      const slots = Array.from({ length: SLOTS }, () => tensors(dice));
      // Infinity is a number, if a strange one; the other tensor's first value and last are no cell's chance.
      slots[0]![0]![1] = Infinity;
      slots[1]!.at(-1)!.set([NaN, -NaN]);
      slots[2]![0]![slots[2]![0]!.length - 1] = NaN;
      const looks = await looksOf(head, slots);
      expect(looks.map(({ notNumbers }) => notNumbers)).toEqual([0, 2, 1]);
      expect(looks.map(({ notNumbers }) => notNumbers > 0)).toEqual(slots.map((slot) => slot.some(hasNaN)));
    },
  );

  test('a network gone wrong finds nothing, and the sound cells beside it are found', async () => {
    const head = cases.yolov8.head;
    const cells = rows(CELLS, [() => 8, () => 8, () => 4, () => 4, () => 0, () => 0, () => 0]);
    const wrong = [
      [NaN, 8, 4, 4, 0.9],
      [8, Infinity, 4, 4, 0.9],
      [8, 8, -4, 4, 0.9],
      [8, 8, 4, 4, NaN],
      [8, 8, 4, 4, Infinity],
      [20, 8, 4, 4, 0.5],
    ];
    for (const [i, row] of wrong.entries()) cells.set(row, 7 * i);
    const [look] = await looksOf(head, [[turned(cells, CELLS, 7)]]);
    expect(look!.found).toBe(1);
    expect([...look!.rows.subarray(0, ROW)]).toEqual([18, 6, 22, 10, 0.5, 0]);
  });

  describe('suppression alone', () => {
    const LIMIT = 0.5;
    const ROOM = 3000;

    async function opened() {
      const candidates = storageOf(device, new Uint32Array((ROOM * CANDIDATE_BYTES) / 4));
      const tallies = storageOf(device, new Uint32Array(TALLY_BYTES / 4));
      const found = { tallies, candidates, cells: ROOM, [Symbol.dispose]: () => undefined };
      const pass = await openSuppressPass(device, LIMIT, found, 1);
      return async (list: readonly (readonly number[])[], seed: number) => {
        device.queue.writeBuffer(tallies, 0, Uint32Array.of(list.length));
        if (list.length > 0) device.queue.writeBuffer(candidates, 0, shuffled(list, seed));
        inPass(device, (encoder) => pass.encode(encoder, 1));
        return readLook(await readBuffer(device, pass.looks), 0);
      };
    }

    function onProcessor(list: readonly (readonly number[])[]): Candidates {
      const found = createCandidates();
      found.reset(list.length);
      for (const row of list) found.add(...(row as [number, number, number, number, number, number]));
      return createSuppression(LIMIT)(found);
    }

    test('keeps what the processor keeps, equal scores in their order', async () => {
      const suppress = await opened();
      const corner = fc.integer({ min: 0, max: 24 });
      const side = fc.integer({ min: 1, max: 16 });
      const row = fc
        .record({ x: corner, y: corner, w: side, h: side, score: fc.integer({ min: 1, max: 8 }), classId: fc.nat(1) })
        .map(({ x, y, w, h, score, classId }) => [x, y, x + w, y + h, score / 8, classId]);
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 300 }), fc.integer(), async (list, seed) => {
          expectRows(await suppress(list, seed), onProcessor(list));
        }),
        { numRuns: 20 },
      );
    });

    test('has the processor’s limits', async () => {
      const suppress = await opened();
      const apart = Array.from({ length: 600 }, (_, i) => [10 * i, 0, 10 * i + 5, 5, Math.fround(1 / (i + 1)), 0]);
      const kept = await suppress(apart, 5);
      expect({ count: kept.count, found: kept.found }).toEqual({ count: MOST_DETECTIONS, found: 600 });
      expectRows(kept, onProcessor(apart));

      // Pairs of one box: of so many only the better half of the first 1024 stays, and the last one is never looked at.
      const same = Array.from({ length: MOST_CANDIDATES }, (_, i) => [0, 0, 5, 5, Math.fround(1 - i / 4096), 0]);
      const late = [...same, [100, 100, 105, 105, Math.fround(0.1), 0]];
      expect((await suppress(late, 9)).count).toBe(1);
      expectRows(await suppress(late, 9), onProcessor(late));
    });
  });
});

function expectRows(look: { readonly rows: Float32Array; readonly count: number }, expected: Candidates): void {
  expect(look.count).toBe(expected.count);
  for (let i = 0; i < expected.count * ROW; i++) {
    const [here, there] = [look.rows[i]!, expected.rows[i]!];
    if (i % ROW === ROW - 1) expect(here).toBe(there);
    else expect(Math.abs(here - there)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(there)));
  }
}

/** As decoders leave them: in an order that only `seed` knows, each with its cell. */
function shuffled(list: readonly (readonly number[])[], seed: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((list.length * CANDIDATE_BYTES) / 4);
  const numbers = new Float32Array(words.buffer);
  const dice = diceOf(seed);
  const cells = list.map((_, i) => i);
  for (let i = cells.length - 1; i > 0; i--) {
    const other = Math.floor(dice() * (i + 1));
    [cells[i], cells[other]] = [cells[other]!, cells[i]!];
  }
  for (const [i, cell] of cells.entries()) {
    const at = (i * CANDIDATE_BYTES) / 4;
    numbers.set(list[cell]!, at);
    words[at + ROW] = cell;
  }
  return words;
}

function diceOf(seed: number): Dice {
  let state = seed | 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** One cell in three is sure of something. */
function sometimes(dice: Dice): Dice {
  return () => (dice() < 1 / 3 ? 0.3 + 0.7 * dice() : 0.05 * dice());
}

function chances(dice: Dice, count: number): readonly Dice[] {
  return Array.from({ length: count }, () => () => 0.5 + dice() / 2);
}

/** As networks say where something is: both signs, not far from nothing. */
function places(dice: Dice, count: number, spread: number): readonly Dice[] {
  return Array.from({ length: count }, () => () => spread * (dice() - 0.5));
}

/** Centre and size, px. */
function sizes(dice: Dice): readonly Dice[] {
  return [() => 64 * dice(), () => 32 * dice(), () => 4 + 16 * dice(), () => 4 + 16 * dice()];
}

function rows(cells: number, fields: readonly Dice[]): Float32Array {
  return Float32Array.from({ length: cells * fields.length }, (_, i) => fields[i % fields.length]!());
}

/** From cells × fields to fields × cells. */
function turned(values: Float32Array, cells: number, fields: number): Float32Array {
  return values.map((_, i) => values[(i % cells) * fields + Math.floor(i / cells)]!);
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  return Float32Array.from(arrays.flatMap((array) => [...array]));
}
