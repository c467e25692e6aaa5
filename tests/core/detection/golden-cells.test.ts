/** The surest cell of real tensors, computed once more from the formulas of the papers, one cell at a time. */
import { describe, expect, test } from 'vitest';
import type { Head } from '#core/detection/decoders.ts';
import { decoded } from '../../support/decoded.ts';
import { goldenFolder, goldenTensor } from '../../support/golden.ts';

const rules = { scoreThreshold: 0.3, nmsIou: 0.45 };
const indices = (length: number) => Array.from({ length }, (_, i) => i);
/** Index of the greatest value. */
const greatest = (values: ArrayLike<number>) =>
  indices(values.length).reduce((a, b) => (values[b]! > values[a]! ? b : a));

describe.skipIf(goldenFolder === null).each(['view2', 'view6'])('%s', (view) => {
  const surest = (head: Head, side: number, classes: number, ...tensors: Float32Array[]) => {
    const rows = decoded(head, { input: { width: side, height: side }, classes }, ...tensors);
    return rows[greatest(rows.map((row) => row[4]!))]!;
  };
  const expectRow = (row: readonly number[], expected: readonly number[]) => {
    for (const [i, value] of expected.entries()) expect(row[i]).toBeCloseTo(value, 3);
  };

  test('light person detector: 24² + 12² + 6² cells of x, y, w, h, object, person', () => {
    const out = goldenTensor(view, 'light_person_detector_192', 'output');
    const cell = greatest(indices(756).map((i) => out[6 * i + 4]! * out[6 * i + 5]!));
    const [from, stride, columns] = cell < 576 ? [0, 8, 24] : cell < 720 ? [576, 16, 12] : ([720, 32, 6] as const);
    const [x, y, w, h, object, person] = out.subarray(6 * cell, 6 * cell + 6);
    const middle = [x! + ((cell - from) % columns), y! + Math.trunc((cell - from) / columns)].map(
      (each) => each * stride,
    );
    const half = [w!, h!].map((each) => 0.5 * stride * Math.exp(each));
    const row = surest({ decoder: 'yolox', name: 'output', strides: [8, 16, 32], ...rules }, 192, 1, out);
    const box = [middle[0]! - half[0]!, middle[1]! - half[1]!, middle[0]! + half[0]!, middle[1]! + half[1]!];
    expectRow(row, [...box, object! * person!, 0]);
  });

  test('NanoDet: expected distance of each side under a softmax of eight bins', () => {
    const strides = [8, 16, 32];
    const scores = strides.map((stride) => goldenTensor(view, 'nanodet_m_416', `cls_pred_stride_${stride}`));
    const sides = strides.map((stride) => goldenTensor(view, 'nanodet_m_416', `dis_pred_stride_${stride}`));
    const level = greatest(scores.map((each) => each[greatest(each)]!));
    const place = greatest(scores[level]!);
    const [cell, classId] = [Math.trunc(place / 80), place % 80];
    const [stride, columns] = [strides[level]!, 416 / strides[level]!];
    const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => {
      const weights = [...sides[level]!.subarray(cell * 32 + side * 8, cell * 32 + side * 8 + 8)].map(Math.exp);
      return (stride * weights.reduce((sum, w, bin) => sum + w * bin, 0)) / weights.reduce((sum, w) => sum + w, 0);
    });
    const [x, y] = [(cell % columns) * stride + stride / 2, Math.trunc(cell / columns) * stride + stride / 2];
    const names = { scores: ['a', 'b', 'c'], distances: ['d', 'e', 'f'] };
    const row = surest({ decoder: 'nanodet', ...names, strides, ...rules }, 416, 80, ...scores, ...sides);
    expectRow(row, [x - left!, y - top!, x + right!, y + bottom!, scores[level]![place]!, classId]);
  });

  test('FastestDet: 22 × 22 cells, tanh for the middle and sigmoid for the size', () => {
    const out = goldenTensor(view, 'fastestdet_352', '758');
    const at = (field: number, cell: number) => out[field * 484 + cell]!;
    const likely = (cell: number) => Math.max(...indices(80).map((k) => at(5 + k, cell)));
    const cell = greatest(indices(484).map((i) => Math.exp(0.6 * Math.log(at(0, i)) + 0.4 * Math.log(likely(i)))));
    const [x, y] = [Math.tanh(at(1, cell)) + (cell % 22), Math.tanh(at(2, cell)) + Math.trunc(cell / 22)];
    const [width, height] = [3, 4].map((field) => 352 / (1 + Math.exp(-at(field, cell))));
    const row = surest({ decoder: 'fastestdet', name: '758', stride: 16, ...rules }, 352, 80, out);
    const box = [16 * x - width! / 2, 16 * y - height! / 2, 16 * x + width! / 2, 16 * y + height! / 2];
    expectRow(row, [...box, at(0, cell) ** 0.6 * likely(cell) ** 0.4, 0]);
  });
});
