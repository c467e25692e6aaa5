import { type NetworkBuilder, type Value, type View, axesOf, computed, weight } from '#engines/network/builder.ts';
import { type Constant, floats, sizeOf, transposed } from '#engines/network/constant.ts';
import type { KernelName } from '#engines/network/kernels.ts';
import type { Operand } from '#engines/network/network.ts';

/** @returns The shape two arrays have together: axes are matched from the last, and length 1 stretches. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    return x === 1 ? y : x;
  });
}

/** One kernel on two values, at least one of which is computed, in the order in which the larger lies in memory. */
export function elementwise(builder: NetworkBuilder, kernel: KernelName, a: Value, b: Value): View {
  const shape = broadcastShape(a.shape, b.shape);
  const views = [a, b].filter((value) => value.kind === 'view').map((view) => withRank(view, shape.length));
  const [lead] = views.toSorted((x, y) => sizeOf(y.shape) - sizeOf(x.shape));
  const { order } = lead!;
  const operand = (value: Value) => operandIn(builder, value, order);
  return builder.emit(kernel, { a: operand(a), b: operand(b) }, {}, storedAs(shape, order), order);
}

/** A value as it has to lie beside others; leading axes of length 1 are added where it has fewer. */
export function operandIn(builder: NetworkBuilder, value: Value, order: readonly number[]): Operand {
  if (value.kind === 'view') return computed(builder.inOrder(withRank(value, order.length), order));
  const { shape, data } = transposed(constantWithRank(value, order.length), order);
  const first = shape.findIndex((length) => length !== 1);
  return weight(floats(first === -1 ? [] : shape.slice(first), data));
}

export function storedAs(shape: readonly number[], order: readonly number[]): number[] {
  return order.map((axis) => shape[axis]!);
}

function withRank(view: View, rank: number): View {
  const added = rank - view.shape.length;
  const ones = new Array<number>(added).fill(1);
  return {
    ...view,
    shape: [...ones, ...view.shape],
    order: [...axesOf(ones), ...view.order.map((axis) => axis + added)],
  };
}

function constantWithRank(constant: Constant, rank: number): Constant {
  return { ...constant, shape: [...new Array<number>(rank - constant.shape.length).fill(1), ...constant.shape] };
}

/** A number, or one number for each channel, that goes with an array whose axis 1 are channels. */
export function perChannel(values: ArrayLike<number>, rank: number): Constant {
  return floats([values.length, ...new Array<number>(rank - 2).fill(1)], values);
}
