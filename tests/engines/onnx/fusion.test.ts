/** Fewer kernels and fewer moves, and the same numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { apart } from '../../support/both-runtimes.ts';
import { type Node, type OnnxGraph, float, floats, list, writeOnnx } from '../../support/onnx-writer.ts';
import { randomNumbers, sizeOf } from './operator-cases.ts';

const kernelsOf = (graph: OnnxGraph, channelsLast = false) =>
  importOnnx(readOnnx(writeOnnx(graph), 'x.onnx'), { fileName: 'x.onnx', channelsLast }).steps.map(
    ({ kernel }) => kernel,
  );
const weight = (...shape: number[]) => floats(shape, randomNumbers(sizeOf(shape)));
const chain = (...nodes: readonly (Omit<Node, 'inputs' | 'outputs'> & { more?: string[] })[]): Node[] =>
  nodes.map(({ more = [], ...node }, i) => ({
    ...node,
    inputs: [i === 0 ? 'x' : `t${i - 1}`, ...more],
    outputs: [`t${i}`],
  }));
const last = (nodes: readonly Node[]) => nodes.at(-1)!.outputs;

const weights = {
  w: weight(6, 3, 3, 3),
  b: weight(6),
  d: weight(6, 1, 3, 3),
  scale: weight(6),
  shift: weight(6),
  mean: weight(6),
  variance: floats([6], [0.5, 1, 2, 0.7, 1.1, 3]),
  factor: weight(6, 1, 1),
  none: floats([], [0]),
  six: floats([], [6]),
  border: list(0, 0, 1, 2, 0, 0, 2, 1),
};
const batchNormalization = { operator: 'BatchNormalization', more: ['scale', 'shift', 'mean', 'variance'] };
const chains = {
  'a convolution, its normalisation and its activation': chain(
    { operator: 'Conv', more: ['w', 'b'] },
    batchNormalization,
    { operator: 'Relu' },
  ),
  'a depthwise convolution, a factor of each channel, a shift, a limit': chain(
    { operator: 'Conv', more: ['w'] },
    { operator: 'Relu' },
    { operator: 'Conv', more: ['d'], attributes: { group: 6 } },
    { operator: 'Mul', more: ['factor'] },
    { operator: 'Sub', more: ['factor'] },
    { operator: 'Clip', more: ['none', 'six'] },
  ),
  'zeros around a picture': chain(
    { operator: 'Pad', more: ['border'] },
    { operator: 'Conv', more: ['w', 'b'] },
    { operator: 'LeakyRelu', attributes: { alpha: float(0.1) } },
  ),
};

test.each([
  ['channels second', [1, 3, 8, 10]],
  ['channels last already', [1, 8, 10, 3]],
])('of a file with %s the picture lies channels last where that is asked for', (_, shape) => {
  const graph = { inputs: { x: shape }, outputs: ['y'], nodes: [{ operator: 'Relu', inputs: ['x'], outputs: ['y'] }] };
  const { input } = importOnnx(readOnnx(writeOnnx(graph), 'x.onnx'), { fileName: 'x.onnx', channelsLast: true });
  expect(input).toEqual({ name: 'x', shape, stored: [1, 8, 10, 3] });
});

describe.each(Object.entries(chains))('%s', (_, nodes) => {
  const graph: OnnxGraph = { inputs: { x: [1, 3, 8, 9] }, outputs: last(nodes), nodes, weights };
  test('become one kernel each convolution', () => {
    const convolutions = nodes.filter(({ operator }) => operator === 'Conv').length;
    expect(kernelsOf(graph, true).filter((kernel) => kernel !== 'Transpose')).toHaveLength(convolutions);
  });
  test('say the same as before', async () => {
    expect(await apart(graph, randomNumbers(3 * 8 * 9))).toBeLessThan(1e-5);
  });
});

test('what somebody else needs as well is not taken into a convolution', async () => {
  const nodes: Node[] = [
    { operator: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
    { operator: 'Relu', inputs: ['c'], outputs: ['r'] },
    { operator: 'Add', inputs: ['c', 'r'], outputs: ['y'] },
  ];
  const graph = { inputs: { x: [1, 3, 5, 5] }, outputs: ['y', 'c'], nodes, weights };
  expect(kernelsOf(graph)).toEqual(['Transpose', 'FusedConv2D', 'Relu', 'Add', 'Transpose', 'Transpose']);
  expect(await apart(graph, randomNumbers(75))).toBeLessThan(1e-5);
});

test('a head of boxes in rows moves nothing from the convolution to the output', async () => {
  const nodes = chain(
    { operator: 'Conv', more: ['w', 'b'] },
    { operator: 'Reshape', more: ['rows'] },
    { operator: 'Transpose', attributes: { perm: [0, 2, 1] } },
  );
  const graph = {
    inputs: { x: [1, 3, 6, 6] },
    outputs: last(nodes),
    nodes,
    weights: { ...weights, rows: list(1, 6, -1) },
  };
  expect(kernelsOf(graph, true)).toEqual(['FusedConv2D']);
  expect(await apart(graph, randomNumbers(108))).toBeLessThan(1e-5);
});

test('a shuffle of channels is one move', async () => {
  const nodes = chain(
    { operator: 'Conv', more: ['w', 'b'] },
    { operator: 'Reshape', more: ['apart'] },
    { operator: 'Transpose', attributes: { perm: [0, 2, 1, 3, 4] } },
    { operator: 'Reshape', more: ['together'] },
    { operator: 'Conv', more: ['d'], attributes: { group: 6 } },
  );
  const shuffle = { apart: list(1, 2, 3, 6, 6), together: list(1, -1, 6, 6) };
  const graph = { inputs: { x: [1, 3, 8, 8] }, outputs: last(nodes), nodes, weights: { ...weights, ...shuffle } };
  expect(kernelsOf(graph, true)).toEqual(['FusedConv2D', 'Transpose', 'FusedDepthwiseConv2D', 'Transpose']);
  expect(await apart(graph, randomNumbers(192))).toBeLessThan(1e-5);
});

/** Any sequence of moves that keeps the number of numbers: the order in memory must never show. */
test(
  'however axes are merged, split and swapped, the numbers come out as the file says',
  { timeout: 120_000 },
  async () => {
    const shapes = [[2, 3, 4, 5], [6, 20], [2, 12, 5], [1, 6, 4, 5], [3, 2, 5, 4], [4, 5, 6], [120], [2, 3, 2, 2, 5]];
    const step = fc.oneof(
      fc.nat(shapes.length - 1).map((i) => ({ to: i })),
      fc.integer({ min: 1, max: 5 }).map((turn) => ({ turn })),
      fc.constant({ bend: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (moves) => {
        let rank = 4;
        const nodes = chain(
          ...moves.map((move) => {
            if ('to' in move) {
              rank = shapes[move.to]!.length;
              return { operator: 'Reshape', more: [`s${move.to}`] };
            }
            if ('bend' in move) return { operator: 'Relu' };
            return {
              operator: 'Transpose',
              attributes: { perm: Array.from({ length: rank }, (_, i) => (i + move.turn) % rank) },
            };
          }),
        );
        const targets = Object.fromEntries(shapes.map((shape, i) => [`s${i}`, list(...shape)]));
        const graph = { inputs: { x: [2, 3, 4, 5] }, outputs: last(nodes), nodes, weights: targets };
        expect(await apart(graph, randomNumbers(120))).toBe(0);
      }),
      { numRuns: 60, seed: 7 },
    );
  },
);

const side = fc.integer({ min: 1, max: 3 });
test('convolutions of every size, step, gap and border', { timeout: 120_000 }, async () => {
  const pads = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2));
  const groups = fc.constantFrom([1, 4, 3], [4, 1, 4], [4, 1, 8], [2, 2, 6]);
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(side, side),
      fc.tuple(side, side),
      fc.tuple(side, side),
      pads,
      groups,
      async (kernel, strides, dilations, border, [group, own, channels]) => {
        const graph: OnnxGraph = {
          inputs: { x: [1, 4, 9, 8] },
          outputs: ['y'],
          nodes: [
            {
              operator: 'Conv',
              inputs: ['x', 'w', 'b'],
              outputs: ['y'],
              attributes: { strides, dilations, pads: border, group: group },
            },
          ],
          weights: { w: weight(channels, own, ...kernel), b: weight(channels) },
        };
        expect(await apart(graph, randomNumbers(288))).toBeLessThan(1e-4);
      },
    ),
    { numRuns: 60, seed: 3 },
  );
});

test('pools of every size, step and border', { timeout: 120_000 }, async () => {
  const window = fc.integer({ min: 2, max: 3 });
  const pads = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1));
  const kind = fc.constantFrom('MaxPool', 'AveragePool');
  await fc.assert(
    fc.asyncProperty(
      kind,
      fc.tuple(window, window),
      fc.tuple(side, side),
      pads,
      fc.nat(1),
      async (operator, kernel, strides, border, ceil) => {
        const graph: OnnxGraph = {
          inputs: { x: [1, 3, 8, 7] },
          outputs: ['y'],
          nodes: [
            {
              operator,
              inputs: ['x'],
              outputs: ['y'],
              attributes: { kernel_shape: kernel, strides, pads: border, ceil_mode: ceil },
            },
          ],
        };
        expect(await apart(graph, randomNumbers(168))).toBeLessThan(1e-4);
      },
    ),
    { numRuns: 60, seed: 4 },
  );
});
