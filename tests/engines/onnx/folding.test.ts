/** What is known when a file is read is computed then: shapes above all. Expected values by hand, from the specification. */
import { describe, expect, test } from 'vitest';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import {
  type Node,
  type OnnxGraph,
  type Tensor,
  float,
  floats,
  ints,
  list,
  writeOnnx,
} from '../../support/onnx-writer.ts';

/** What a network says whose only output does not depend on its input. */
function folded(nodes: readonly Node[], weights: Readonly<Record<string, Tensor>> = {}, opset = 17) {
  const graph: OnnxGraph = { opset, inputs: { x: [2, 3, 5, 7] }, outputs: ['y'], nodes, weights };
  const { steps, outputs } = importOnnx(readOnnx(writeOnnx(graph), 'folded.onnx'), { fileName: 'folded.onnx' });
  expect(steps).toEqual([]);
  const { operand } = outputs[0]!;
  if (operand.kind !== 'weight') throw new Error('it is computed');
  return { shape: operand.constant.shape, values: Array.from(operand.constant.data) };
}

const shape: Node = { operator: 'Shape', inputs: ['x'], outputs: ['s'] };
const one = (operator: string, inputs: readonly string[], attributes: Node['attributes'] = {}): Node => ({
  operator,
  inputs,
  outputs: ['y'],
  attributes,
});

describe('shapes', () => {
  test('are numbers', () => {
    expect(folded([one('Shape', ['x'])])).toEqual({ shape: [4], values: [2, 3, 5, 7] });
    expect(folded([one('Shape', ['x'], { start: 1, end: -1 })])).toEqual({ shape: [2], values: [3, 5] });
    expect(folded([one('Size', ['x'])])).toEqual({ shape: [], values: [210] });
  });

  test('are cut, picked, joined and reckoned with', () => {
    const weights = { from: list(1), to: list(99), at: list(-1, 0), two: list(2), first: ints([], [0]) };
    expect(folded([shape, one('Slice', ['s', 'from', 'to'])], weights).values).toEqual([3, 5, 7]);
    expect(folded([shape, one('Gather', ['s', 'at'])], weights)).toEqual({ shape: [2], values: [7, 2] });
    expect(folded([shape, one('Gather', ['s', 'first'])], weights)).toEqual({ shape: [], values: [2] });
    expect(folded([shape, one('Concat', ['two', 's'], { axis: 0 })], weights).values).toEqual([2, 2, 3, 5, 7]);
    expect(folded([shape, one('Mul', ['s', 'two'])], weights).values).toEqual([4, 6, 10, 14]);
    expect(folded([shape, one('Div', ['s', 'two'])], weights).values).toEqual([1, 1, 2, 3]);
    expect(folded([shape, one('Mod', ['s', 'two'])], weights).values).toEqual([0, 1, 1, 1]);
    expect(folded([shape, one('ReduceProd', ['s'], { keepdims: 0 })])).toEqual({ shape: [], values: [210] });
  });

  test('go backwards through a slice', () => {
    const weights = { from: list(-1), to: list(-99), axis: list(0), step: list(-2) };
    expect(folded([shape, one('Slice', ['s', 'from', 'to', 'axis', 'step'])], weights).values).toEqual([7, 3]);
  });

  test('are chosen from by conditions', () => {
    const weights = { five: list(5), minus: list(-1) };
    const equal: Node = { operator: 'Equal', inputs: ['s', 'five'], outputs: ['e'] };
    expect(folded([shape, equal, one('Where', ['e', 'minus', 's'])], weights).values).toEqual([2, 3, -1, 7]);
    const greater: Node = { operator: 'Greater', inputs: ['s', 'five'], outputs: ['g'] };
    const less: Node = { operator: 'Less', inputs: ['s', 'five'], outputs: ['l'] };
    expect(folded([shape, greater, less, one('Or', ['g', 'l'])], weights).values).toEqual([1, 1, 0, 1]);
    expect(folded([shape, greater, less, one('And', ['g', 'l'])], weights).values).toEqual([0, 0, 0, 0]);
    expect(folded([shape, greater, one('Not', ['g'])], weights).values).toEqual([1, 1, 1, 0]);
  });
});

describe('numbers out of nothing', () => {
  test('constants of every kind', () => {
    expect(folded([one('Constant', [], { value: floats([2], [1, 2]) })])).toEqual({ shape: [2], values: [1, 2] });
    expect(folded([one('Constant', [], { value_int: -3 })])).toEqual({ shape: [], values: [-3] });
    expect(folded([one('Constant', [], { value_float: float(0.5) })])).toEqual({ shape: [], values: [0.5] });
    expect(folded([one('Constant', [], { value_ints: [4, 5] })])).toEqual({ shape: [2], values: [4, 5] });
  });

  test('a shape filled with a number, a range, an array stretched', () => {
    const weights = {
      two: list(2, 2),
      start: ints([], [3]),
      limit: ints([], [10]),
      step: ints([], [3]),
      row: list(1, 2),
    };
    expect(folded([one('ConstantOfShape', ['two'], { value: ints([1], [7]) })], weights).values).toEqual([7, 7, 7, 7]);
    expect(folded([one('Range', ['start', 'limit', 'step'])], weights).values).toEqual([3, 6, 9]);
    expect(folded([one('Expand', ['row', 'two'])], weights)).toEqual({ shape: [2, 2], values: [1, 2, 1, 2] });
  });

  test('arrays turned, flattened and cast', () => {
    const weights = { m: floats([2, 3], [1.5, 2.5, 3.5, -4.5, 5.5, 6.5]) };
    expect(folded([one('Transpose', ['m'])], weights)).toEqual({
      shape: [3, 2],
      values: [1.5, -4.5, 2.5, 5.5, 3.5, 6.5],
    });
    expect(folded([one('Flatten', ['m'], { axis: 0 })], weights).shape).toEqual([1, 6]);
    expect(folded([one('Cast', ['m'], { to: 7 })], weights).values).toEqual([1, 2, 3, -4, 5, 6]);
  });
});
