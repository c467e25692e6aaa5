import { expect, test } from 'vitest';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { operationsOf } from '../../../scripts/inference/operations.ts';
import { type OnnxGraph, floats, writeOnnx } from '../../support/onnx-writer.ts';

const zeros = (...shape: readonly number[]) =>
  floats(shape, new Float32Array(shape.reduce((size, length) => size * length, 1)));

function counted(graph: Omit<OnnxGraph, 'outputs'>): number {
  const fileName = 'counted.onnx';
  return operationsOf(importOnnx(readOnnx(writeOnnx({ ...graph, outputs: ['y'] }), fileName), { fileName }));
}

test('a convolution multiplies each place of its output with all it sees, and what bends it costs nothing', () => {
  const conv = {
    operator: 'Conv',
    inputs: ['x', 'w'],
    outputs: ['c'],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
  };
  const relu = { operator: 'Relu', inputs: ['c'], outputs: ['y'] };
  const weights = { w: zeros(8, 3, 3, 3) };
  expect(counted({ inputs: { x: [1, 3, 16, 10] }, nodes: [conv, relu], weights })).toBe(8 * 5 * 8 * (3 * 3 * 3));
});

test('a depthwise one sees one channel only', () => {
  const conv = { operator: 'Conv', inputs: ['x', 'w'], outputs: ['y'], attributes: { group: 6, pads: [1, 1, 1, 1] } };
  expect(counted({ inputs: { x: [1, 6, 7, 9] }, nodes: [conv], weights: { w: zeros(6, 1, 3, 3) } })).toBe(
    7 * 9 * 6 * 9,
  );
});

test('one that is turned round multiplies each place of its input', () => {
  const conv = { operator: 'ConvTranspose', inputs: ['x', 'w'], outputs: ['y'], attributes: { strides: [2, 2] } };
  const weights = { w: zeros(4, 5, 2, 2) };
  expect(counted({ inputs: { x: [1, 4, 6, 7] }, nodes: [conv], weights })).toBe(6 * 7 * 4 * (5 * 2 * 2));
});

test('a matrix is a row times a column for each number', () => {
  const gemm = { operator: 'Gemm', inputs: ['x', 'w'], outputs: ['y'], attributes: { transB: 1 } };
  expect(counted({ inputs: { x: [1, 20] }, nodes: [gemm], weights: { w: zeros(3, 20) } })).toBe(3 * 20);
});
