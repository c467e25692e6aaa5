import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DecoderName, type Head, decoderOf, decoders } from '#core/detection/decoders.ts';
import { decoded } from '../../support/decoded.ts';

const network = { input: { width: 64, height: 32 }, classes: 3 };
const rules = { scoreThreshold: 0.1, nmsIou: 0.45 };
/** Of each family a small head, and how many numbers each of its tensors has. */
const samples = {
  yolox: { head: { decoder: 'yolox', name: 'out', strides: [8, 16], ...rules }, lengths: [40 * 8] },
  nanodet: {
    head: { decoder: 'nanodet', scores: ['s8', 's16'], distances: ['d8', 'd16'], strides: [8, 16], ...rules },
    lengths: [32 * 3, 8 * 3, 32 * 32, 8 * 32],
  },
  fastestdet: { head: { decoder: 'fastestdet', name: 'out', stride: 16, ...rules }, lengths: [8 * 8] },
  yolov8: { head: { decoder: 'yolov8', name: 'out', order: 'fields-first', ...rules }, lengths: [7 * 40] },
  ssd: {
    head: { decoder: 'ssd', boxes: 'boxes', corners: 'yxyx', scores: 'scores', background: true, ...rules },
    lengths: [20 * 4, 20 * 4],
  },
} as const satisfies Record<DecoderName, { head: Head; lengths: readonly number[] }>;

describe.each(Object.keys(decoders) as DecoderName[])('%s', (name) => {
  const { head, lengths } = samples[name];
  const numbers = (value: fc.Arbitrary<number>) =>
    fc.tuple(...lengths.map((length) => fc.array(value, { minLength: length, maxLength: length })));
  const tensors = (value: fc.Arbitrary<number>) =>
    numbers(value).map((all) => all.map((one) => Float32Array.from(one)));
  const likely = tensors(fc.double({ min: 0, max: 1, noNaN: true }));
  const anything = tensors(
    fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e38), fc.float(), fc.double({ min: 0, max: 1 })),
  );

  test('names as many tensors as it reads', () => {
    expect(decoderOf(head).outputs(head)).toHaveLength(lengths.length);
  });

  test('a network that sees nothing finds nothing', () => {
    expect(decoded(head, network, ...lengths.map((length) => new Float32Array(length)))).toEqual([]);
  });

  test('a network that says NaN everywhere finds nothing', () => {
    expect(decoded(head, network, ...lengths.map((length) => new Float32Array(length).fill(NaN)))).toEqual([]);
  });

  test('whatever the numbers, rows are finite, ordered, above the threshold and of a class there is', () => {
    fc.assert(
      fc.property(anything, (all) => {
        for (const row of decoded(head, network, ...all)) {
          const [x0, y0, x1, y1, score, classId] = row as [number, number, number, number, number, number];
          expect(row.every(Number.isFinite)).toBe(true);
          expect([x0 <= x1, y0 <= y1, score > head.scoreThreshold, [0, 1, 2].includes(classId)]).not.toContain(false);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a higher threshold leaves rows out and changes none', () => {
    fc.assert(
      fc.property(likely, fc.double({ min: 0.1, max: 1, noNaN: true }), (all, scoreThreshold) => {
        const most = decoded(head, network, ...all);
        const fewer = decoded({ ...head, scoreThreshold }, network, ...all);
        expect(fewer).toEqual(most.filter(([, , , , score]) => score! > scoreThreshold));
      }),
      { numRuns: 50 },
    );
  });

  test('forgets the picture before, and leaves the tensors as they are', () => {
    fc.assert(
      fc.property(likely, (all) => {
        const before = all.map((tensor) => tensor.slice());
        const once = decoded(head, network, ...all);
        expect(decoded(head, network, ...all)).toEqual(once);
        expect(all).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
