import { type Value, type View, axesOf, computed, weight } from '#engines/network/builder.ts';
import { elementwise } from '#engines/network/broadcast.ts';
import { type Constant, floats, sizeOf, transposed } from '#engines/network/constant.ts';
import type { Operand } from '#engines/network/network.ts';
import { type Call, type Operator, Unsupported } from '#engines/onnx/call.ts';

export const matrixOperators = {
  MatMul: { reference: { name: 'MatMul', opset: 13 }, lower: (call) => product(call, call.value(0), call.value(1)) },
  Gemm: { reference: { name: 'Gemm', opset: 13 }, lower: gemm },
} as const satisfies Record<string, Operator>;

/** α A B + β C */
function gemm(call: Call): View {
  const turned = (value: Value, name: string): Value => {
    if (call.attribute(name, 0) === 0) return value;
    return value.kind === 'constant' ? transposed(value, [1, 0]) : { ...value, ...swapped(value) };
  };
  const view = product(call, turned(call.value(0), 'transA'), turned(call.value(1), 'transB'));
  const scaled = times(call, view, call.attribute('alpha', 1));
  if (!call.has(2)) return scaled;
  return elementwise(call.builder, 'Add', scaled, times(call, call.value(2), call.attribute('beta', 1)));
}

function times<T extends Value>(call: Call, value: T, factor: number): T | View {
  if (factor === 1) return value;
  if (value.kind === 'view') return elementwise(call.builder, 'Multiply', value, floats([], [factor]));
  return { ...value, data: value.data.map((each) => each * factor) };
}

function swapped({ shape, order }: View) {
  return { shape: shape.toReversed(), order: order.map((axis) => 1 - axis) };
}

/** Of the last two axes, as many times as the others say. */
function product(call: Call, a: Value, b: Value): View {
  if (a.shape.length < 2 || b.shape.length < 2) throw new Unsupported('multiplies a vector, not a matrix');
  const [rows, inner, columns] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!];
  const [left, right] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const one = right.every((length) => length === 1);
  if (!one && left.join() !== right.join()) throw new Unsupported('multiplies stacks of matrices of different numbers');
  // One matrix on the right for all on the left: their rows are rows of one.
  const stacked = one ? [1, sizeOf(left) * rows] : [sizeOf(left), rows];
  const [count, height] = stacked as [number, number];
  const inputs = {
    a: matrices(call, a, [count, height, inner]),
    b: matrices(call, b, [count, inner, columns]),
  };
  const stored = [count, height, columns];
  const view = call.builder.emit('BatchMatMul', inputs, { transposeA: false, transposeB: false }, stored);
  const shape = [...(left.length >= right.length ? left : right), rows, columns];
  return { ...view, shape, order: axesOf(shape) };
}

function matrices(call: Call, value: Value, shape: readonly number[]): Operand {
  if (value.kind === 'view') return computed(call.builder.inOrder(value, axesOf(value.shape)), shape);
  const constant: Constant = floats(shape, value.data);
  return weight(constant);
}
