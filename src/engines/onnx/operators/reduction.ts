import { type View, axesOf, computed } from '#engines/network/builder.ts';
import { type Constant, ints, sizeOf } from '#engines/network/constant.ts';
import type { KernelName } from '#engines/network/kernels.ts';
import { type Call, type Operator, Unsupported, axisOf } from '#engines/onnx/call.ts';

export const reductionOperators = {
  ReduceMean: reduction('ReduceMean', 'Mean'),
  ReduceSum: reduction('ReduceSum', 'Sum'),
  ReduceMax: reduction('ReduceMax', 'Max'),
  ReduceMin: reduction('ReduceMin', 'Min'),
  ReduceProd: { reference: { name: 'ReduceProd', opset: 18 }, fold: foldProduct },
} as const satisfies Record<string, Operator>;

function reduction(name: string, kernel: KernelName): Operator {
  return {
    reference: { name, opset: 18 },
    lower: (call) => {
      const x = call.view(0);
      const given = call.axes(1);
      if (call.attribute('noop_with_empty_axes', 0) === 1 && (given?.length ?? 0) === 0) return x;
      const axes = given === null || given.length === 0 ? axesOf(x.shape) : given;
      return reduced(call, kernel, x, axes, call.attribute('keepdims', 1) === 1);
    },
  };
}

/** One number for all places along `axes`, which stay as axes of length 1 or vanish. */
export function reduced(call: Call, kernel: KernelName, x: View, given: readonly number[], keep: boolean): View {
  const axes = given.map((axis) => axisOf(axis, x.shape.length));
  const goes = (axis: number) => axes.includes(axis);
  const kept = x.order.filter((axis) => !goes(axis));
  const runs = runsOf(x, goes);
  const lengths = runs.map((run) => sizeOf(run.map((axis) => x.shape[axis]!)));
  const places = axesOf(runs).filter((run) => goes(runs[run]![0]!));
  const view =
    places.length === 0
      ? x
      : call.builder.emit(
          kernel,
          { x: computed(x, lengths) },
          { axis: places, reductionIndices: places, keepDims: false },
          lengths.filter((_, run) => !places.includes(run)),
        );
  if (keep) {
    return { ...view, shape: x.shape.map((length, axis) => (goes(axis) ? 1 : length)), order: [...axes, ...kept] };
  }
  const names = axesOf(x.shape).filter((axis) => !goes(axis));
  return { ...view, shape: names.map((axis) => x.shape[axis]!), order: kept.map((axis) => names.indexOf(axis)) };
}

/** Neighbours in memory that all stay or all go, taken together: the fewer axes, the faster. */
function runsOf({ shape, order }: View, goes: (axis: number) => boolean): number[][] {
  const runs: number[][] = [];
  for (const axis of order) {
    if (shape[axis] === 1) continue;
    const last = runs.at(-1);
    if (last !== undefined && goes(last[0]!) === goes(axis)) last.push(axis);
    else runs.push([axis]);
  }
  return runs;
}

function foldProduct(call: Call): Constant {
  const x = call.constant(0, 'input');
  const axes = call.axes(1);
  if (axes !== null && axes.length !== x.shape.length) throw new Unsupported('multiplies along some axes only');
  const keep = call.attribute('keepdims', 1) === 1;
  return ints(keep ? x.shape.map(() => 1) : [], [sizeOf(Array.from(x.data))]);
}
