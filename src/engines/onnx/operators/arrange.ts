/** Operators that move numbers and change none. */
import { type Value, type View, axesOf, computed, storedShape } from '#engines/network/builder.ts';
import { operandIn, storedAs } from '#engines/network/broadcast.ts';
import { type Constant, alike, gather as pick, sizeOf, stridesOf, ints } from '#engines/network/constant.ts';
import { type Call, type Operator, Unsupported, axisOf } from '#engines/onnx/call.ts';
import { stretched } from '#engines/onnx/operators/elementwise.ts';

export const arrangeOperators = {
  Concat: {
    reference: { name: 'Concat', opset: 13 },
    lower: (call) =>
      concatenate(
        call,
        call.inputs.map((_, i) => call.value(i)),
        call.attribute('axis', 0),
      ),
    fold: foldConcat,
  },
  Split: { reference: { name: 'Split', opset: 18 }, lower: split },
  Slice: { reference: { name: 'Slice', opset: 13 }, lower: lowerSlice, fold: foldSlice },
  Gather: { reference: { name: 'Gather', opset: 13 }, lower: lowerGather, fold: foldGather },
  Pad: { reference: { name: 'Pad', opset: 21 }, lower: pad },
  Expand: { reference: { name: 'Expand', opset: 13 }, lower: expand, fold: foldExpand },
  Tile: {
    reference: { name: 'Tile', opset: 13 },
    lower: (call) => tiled(call, call.view(0), call.numbers(1, 'repeats')),
  },
} as const satisfies Record<string, Operator>;

export function concatenate({ builder }: Call, values: readonly Value[], given: number): View {
  const [lead] = values.filter((value) => value.kind === 'view');
  const { order } = lead!;
  const axis = axisOf(given, order.length);
  const shape = lead!.shape.with(
    axis,
    values.reduce((sum, each) => sum + each.shape[axis]!, 0),
  );
  const operands = values.map((value) => fullRank(operandIn(builder, value, order), storedAs(value.shape, order)));
  return builder.emit('Concat', operands, { axis: order.indexOf(axis) }, storedAs(shape, order), order);
}

/** A weight that lies among others keeps its leading axes of length 1. */
function fullRank(operand: ReturnType<typeof operandIn>, shape: readonly number[]) {
  return operand.kind === 'computed' ? operand : { ...operand, constant: { ...operand.constant, shape } };
}

/** Places `from` up to `to` along an axis, every `step`-th. */
export function slice({ builder }: Call, view: View, axis: number, from: number, to: number, step = 1): View {
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (length === view.shape[axis]) return view;
  const stored = storedShape(view);
  const place = view.order.indexOf(axis);
  const zeros = stored.map(() => 0);
  const shape = stored.with(place, length);
  if (step === 1) {
    return builder.emit(
      'Slice',
      { x: computed(view) },
      { begin: zeros.with(place, from), size: shape },
      shape,
      view.order,
    );
  }
  const attributes = {
    begin: zeros.with(place, from),
    end: stored.with(place, from + (length - 1) * step + 1),
    strides: stored.map(() => 1).with(place, step),
    beginMask: 0,
    endMask: 0,
    ellipsisMask: 0,
    newAxisMask: 0,
    shrinkAxisMask: 0,
  };
  return builder.emit('StridedSlice', { x: computed(view) }, attributes, shape, view.order);
}

function split(call: Call): View[] {
  const x = call.view(0);
  const axis = axisOf(call.attribute('axis', 0), x.shape.length);
  const count = call.node.outputs.length;
  const even = Math.ceil(x.shape[axis]! / count);
  const given = call.has(1) ? call.numbers(1, 'lengths') : call.list('split');
  const lengths = given ?? Array.from({ length: count }, (_, i) => Math.min(even, x.shape[axis]! - i * even));
  let from = 0;
  return lengths.map((length) => slice(call, x, axis, from, (from += length)));
}

interface Cut {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Attributes up to version 9, inputs later. Ends are clamped as Python does. */
function cutsOf(call: Call, shape: readonly number[]): Cut[] {
  const inputs = call.opset >= 10;
  const starts = inputs ? call.numbers(1, 'starts') : call.list('starts')!;
  const ends = inputs ? call.numbers(2, 'ends') : call.list('ends')!;
  const axes = inputs ? (call.has(3) ? call.numbers(3, 'axes') : null) : call.list('axes');
  const steps = call.has(4) ? call.numbers(4, 'steps') : null;
  return starts.map((start, i) => {
    const axis = axisOf(axes?.[i] ?? i, shape.length);
    const [length, step] = [shape[axis]!, steps?.[i] ?? 1];
    const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
    const place = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, least), most);
    return { axis, from: place(start), to: place(ends[i]!), step };
  });
}

function lowerSlice(call: Call): View {
  return cutsOf(call, call.view(0).shape).reduce((view, { axis, from, to, step }) => {
    if (step < 0) throw new Unsupported('goes backwards');
    return slice(call, view, axis, from, to, step);
  }, call.view(0));
}

function foldSlice(call: Call): Constant {
  return cutsOf(call, call.constant(0, 'input').shape).reduce(
    (constant, { axis, from, to, step }) => {
      const length = Math.max(0, Math.ceil((to - from) / step));
      const [shape, strides] = [constant.shape.with(axis, length), stridesOf(constant.shape)];
      const data = pick(constant.data, shape, strides.with(axis, strides[axis]! * step), from * strides[axis]!);
      return { ...constant, shape, data };
    },
    call.constant(0, 'input'),
  );
}

function lowerGather(call: Call): View {
  const [x, indices] = [call.view(0), call.constant(1, 'indices')];
  const axis = axisOf(call.attribute('axis', 0), x.shape.length);
  const at = Array.from(indices.data, (index) => axisOf(index, x.shape[axis]!));
  if (indices.shape.length === 0) return without(slice(call, x, axis, at[0]!, at[0]! + 1), axis);
  if (indices.shape.length > 1) throw new Unsupported('gathers by more than a list');
  return picked(call, x, axis, at);
}

/** The places `at` along an axis: where they are evenly spaced, a slice. */
export function picked(call: Call, x: View, axis: number, at: readonly number[]): View {
  const step = (at[1] ?? at[0]! + 1) - at[0]!;
  if (step > 0 && at.every((index, i) => index === at[0]! + i * step)) {
    return slice(call, x, axis, at[0]!, at.at(-1)! + 1, step);
  }
  const place = x.order.indexOf(axis);
  const inputs = { x: computed(x), indices: { kind: 'weight', constant: ints([at.length], at) } } as const;
  const shape = storedShape(x).with(place, at.length);
  return call.builder.emit('GatherV2', inputs, { axis: place, batchDims: 0 }, shape, x.order);
}

/** Without an axis of length 1. */
export function without(view: View, axis: number): View {
  const order = view.order.filter((each) => each !== axis).map((each) => (each > axis ? each - 1 : each));
  return { ...view, shape: view.shape.toSpliced(axis, 1), order };
}

function foldGather(call: Call): Constant {
  const [x, indices] = [call.constant(0, 'input'), call.constant(1, 'indices')];
  const axis = axisOf(call.attribute('axis', 0), x.shape.length);
  const strides = stridesOf(x.shape);
  const single = x.shape.with(axis, 1);
  const parts = Array.from(indices.data, (index) =>
    pick(x.data, single, strides, axisOf(index, x.shape[axis]!) * strides[axis]!),
  );
  const joined = joinedAlong(
    axis,
    parts.map((data) => ({ ...x, shape: single, data })),
  );
  return { ...joined, shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)] };
}

function foldConcat(call: Call): Constant {
  const parts = call.inputs.map((_, i) => call.constant(i, 'parts'));
  return joinedAlong(axisOf(call.attribute('axis', 0), parts[0]!.shape.length), parts);
}

function joinedAlong(axis: number, parts: readonly Constant[]): Constant {
  const [first] = parts as readonly [Constant];
  const shape = first.shape.with(
    axis,
    parts.reduce((sum, each) => sum + each.shape[axis]!, 0),
  );
  const outer = sizeOf(first.shape.slice(0, axis));
  const data: number[] = [];
  for (let i = 0; i < outer; i++) {
    for (const part of parts) {
      const inner = sizeOf(part.shape.slice(axis));
      data.push(...part.data.subarray(i * inner, (i + 1) * inner));
    }
  }
  return alike(first, shape, data);
}

function pad(call: Call): View {
  const x = call.view(0);
  const mode = call.word('mode', 'constant');
  const pads = call.opset >= 11 ? call.numbers(1, 'pads') : call.list('pads')!;
  const axes = call.has(3) ? call.numbers(3, 'axes').map((axis) => axisOf(axis, x.shape.length)) : axesOf(x.shape);
  const widths = x.shape.map((_, axis) => {
    const i = axes.indexOf(axis);
    return (i === -1 ? [0, 0] : [pads[i]!, pads[i + axes.length]!]) as [number, number];
  });
  if (widths.flat().some((width) => width < 0)) throw new Unsupported('pads by less than nothing');
  if (mode === 'constant') return padded(call, x, widths, call.number(2, 'value', call.attribute('value', 0)));
  if (mode !== 'reflect') throw new Unsupported(`pads in the mode ${mode}`);
  return padded(call, x, widths, null);
}

/** @param value - `null` mirrors what is inside. */
export function padded(
  { builder }: Call,
  x: View,
  widths: readonly (readonly [number, number])[],
  value: number | null,
) {
  if (widths.flat().every((width) => width === 0)) return x;
  const paddings = x.order.map((axis) => widths[axis]!);
  const shape = storedShape(x).map((length, i) => length + paddings[i]![0] + paddings[i]![1]);
  if (value === null)
    return builder.emit('MirrorPad', { x: computed(x) }, { paddings, mode: 'reflect' }, shape, x.order);
  return builder.emit('PadV2', { x: computed(x) }, { paddings, constantValue: value }, shape, x.order);
}

function expand(call: Call): View {
  const x = call.view(0);
  const wanted = call.numbers(1, 'shape');
  const rank = Math.max(wanted.length, x.shape.length);
  const added = rank - x.shape.length;
  const own = [...new Array<number>(added).fill(1), ...x.shape];
  const view = { ...x, shape: own, order: [...axesOf(own.slice(0, added)), ...x.order.map((axis) => axis + added)] };
  const lengths = own.map((length, i) => wanted[i - rank + wanted.length] ?? length);
  return tiled(
    call,
    view,
    lengths.map((length, i) => (own[i] === 1 ? length : 1)),
  );
}

function tiled({ builder }: Call, view: View, repeats: readonly number[]): View {
  if (repeats.every((each) => each === 1)) return view;
  const reps = view.order.map((axis) => repeats[axis]!);
  const shape = storedShape(view).map((length, i) => length * reps[i]!);
  return builder.emit('Tile', { x: computed(view) }, { reps }, shape, view.order);
}

function foldExpand(call: Call): Constant {
  const x = call.constant(0, 'input');
  const wanted = call.numbers(1, 'shape');
  const rank = Math.max(wanted.length, x.shape.length);
  const shape = Array.from({ length: rank }, (_, i) => {
    const [asked, own] = [wanted[i - rank + wanted.length] ?? 1, x.shape[i - rank + x.shape.length] ?? 1];
    return asked === 1 ? own : asked;
  });
  return alike(x, shape, stretched(x, shape));
}
