/** Operators that rename, reorder or tell about axes, and those that make numbers out of nothing. */
import { type Value, type View, axesOf } from '#engines/network/builder.ts';
import { type Constant, alike, floats, ints, sizeOf, transposed } from '#engines/network/constant.ts';
import { reshape } from '#engines/network/reshape.ts';
import { type Call, type Operator, Unsupported, axisOf } from '#engines/onnx/call.ts';

export const shapeOperators = {
  Reshape: shaped('Reshape', 21, (call, shape) => reshaped(call, shape)),
  Flatten: shaped('Flatten', 21, (call, shape) => {
    const axis = axisOf(call.attribute('axis', 1), shape.length);
    return [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))];
  }),
  Squeeze: shaped('Squeeze', 21, (call, shape) => {
    const axes = call.axes(1)?.map((axis) => axisOf(axis, shape.length));
    return shape.filter((length, axis) => (axes === undefined ? length !== 1 : !axes.includes(axis)));
  }),
  Unsqueeze: shaped('Unsqueeze', 21, (call, shape) => {
    const given = call.axes(1) ?? [];
    const axes = given.map((axis) => axisOf(axis, shape.length + given.length));
    const rest = [...shape];
    return axesOf([...shape, ...given]).map((axis) => (axes.includes(axis) ? 1 : rest.shift()!));
  }),
  Transpose: { reference: { name: 'Transpose', opset: 21 }, lower: lowerTranspose, fold: foldTranspose },
  DepthToSpace: { reference: { name: 'DepthToSpace', opset: 13 }, lower: depthToSpace },
  SpaceToDepth: { reference: { name: 'SpaceToDepth', opset: 13 }, lower: spaceToDepth },

  Shape: { reference: { name: 'Shape', opset: 21 }, lower: shapeOf, fold: shapeOf },
  Size: { reference: { name: 'Size', opset: 21 }, lower: countOf, fold: countOf },
  Cast: { reference: { name: 'Cast', opset: 21 }, lower: cast, fold: foldCast },
  Identity: { reference: { name: 'Identity', opset: 21 }, lower: same, fold: (call) => call.constant(0, 'input') },
  Dropout: { reference: { name: 'Dropout', opset: 13 }, lower: same, fold: (call) => call.constant(0, 'input') },
  Constant: { reference: { name: 'Constant', opset: 21 }, fold: constant },
  ConstantOfShape: { reference: { name: 'ConstantOfShape', opset: 21 }, fold: constantOfShape },
  Range: { reference: { name: 'Range', opset: 11 }, fold: range },
} as const satisfies Record<string, Operator>;

function shaped(name: string, opset: number, rule: (call: Call, shape: readonly number[]) => number[]): Operator {
  return {
    reference: { name, opset },
    lower: (call) => reshape(call.builder, call.view(0), rule(call, call.view(0).shape)),
    fold: (call) => {
      const x = call.constant(0, 'input');
      return { ...x, shape: rule(call, x.shape) };
    },
  };
}

/** 0 keeps a length, −1 is what is left over; an attribute in version 1. */
function reshaped(call: Call, own: readonly number[]): number[] {
  const wanted = call.opset >= 5 ? call.numbers(1, 'shape') : [...call.list('shape')!];
  const keeps = call.attribute('allowzero', 0) === 0;
  const shape = wanted.map((length, axis) => (length === 0 && keeps ? own[axis]! : length));
  // Written for one frame, and run with several: the leading 1 stands for them.
  const one = call.batch > 1 && own[0] === call.batch && shape[0] === 1;
  if (one && (shape.includes(-1) || sizeOf(shape) !== sizeOf(own))) shape[0] = call.batch;
  const open = shape.indexOf(-1);
  if (open !== -1) shape[open] = sizeOf(own) / -sizeOf(shape);
  if (sizeOf(shape) !== sizeOf(own)) {
    throw new Unsupported(`makes [${wanted.join(', ')}] of [${own.join(', ')}], which has another number of numbers`);
  }
  return shape;
}

function permutation(call: Call, rank: number): readonly number[] {
  return call.list('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
}

/** Axes get other names; nothing moves. */
function lowerTranspose(call: Call): View {
  return renamed(call.view(0), permutation(call, call.view(0).shape.length));
}

function renamed(view: View, order: readonly number[]): View {
  return {
    ...view,
    shape: order.map((axis) => view.shape[axis]!),
    order: view.order.map((axis) => order.indexOf(axis)),
  };
}

function foldTranspose(call: Call): Constant {
  const x = call.constant(0, 'input');
  return transposed(x, permutation(call, x.shape.length));
}

function depthToSpace(call: Call): View {
  const x = call.view(0);
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const block = call.attribute('blocksize', 1);
  const depth = channels / block ** 2;
  const columnsFirst = call.word('mode', 'DCR') === 'DCR';
  const apart = columnsFirst
    ? [batch, block, block, depth, height, width]
    : [batch, depth, block, block, height, width];
  const turned = renamed(reshape(call.builder, x, apart), columnsFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3]);
  return reshape(call.builder, turned, [batch, depth, height * block, width * block]);
}

function spaceToDepth(call: Call): View {
  const x = call.view(0);
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const block = call.attribute('blocksize', 1);
  const apart = reshape(call.builder, x, [batch, channels, height / block, block, width / block, block]);
  const turned = renamed(apart, [0, 3, 5, 1, 2, 4]);
  return reshape(call.builder, turned, [batch, channels * block ** 2, height / block, width / block]);
}

function shapeOf(call: Call): Constant {
  const { shape } = call.value(0);
  const rank = shape.length;
  const part = shape.slice(axisOf(call.attribute('start', 0), rank), axisOf(call.attribute('end', rank), rank));
  return ints([part.length], part);
}

function countOf(call: Call): Constant {
  return ints([], [sizeOf(call.value(0).shape)]);
}

function same(call: Call): Value {
  return call.value(0);
}

/** Numbers in `TensorProto.DataType` of floating point: 16, 32 and 64 bits, and bfloat16. */
const FLOATING = [1, 10, 11, 16];

/** Everything computed is in float32, whichever floating width the file asks for. */
function cast(call: Call): View {
  if (!FLOATING.includes(call.attribute('to', 1))) throw new Unsupported('makes whole numbers of what is computed');
  return call.view(0);
}

function foldCast(call: Call): Constant {
  const x = call.constant(0, 'input');
  const to = call.attribute('to', 1);
  if (FLOATING.includes(to)) return floats(x.shape, x.data);
  return ints(x.shape, Array.from(x.data, to === BOOL ? (value) => Number(value !== 0) : Math.trunc));
}

const BOOL = 9;

function constant(call: Call): Constant {
  const tensor = call.tensor('value');
  if (tensor !== null) return tensor;
  const { attributes } = call.node;
  if (attributes.has('value_float')) return floats([], [call.attribute('value_float', 0)]);
  if (attributes.has('value_int')) return ints([], [call.attribute('value_int', 0)]);
  const [many, whole] = [call.list('value_floats'), call.list('value_ints')];
  if (many !== null) return floats([many.length], many);
  if (whole !== null) return ints([whole.length], whole);
  throw new Unsupported('is neither a number nor an array of numbers');
}

function constantOfShape(call: Call): Constant {
  const shape = call.numbers(0, 'shape');
  const value = call.tensor('value') ?? floats([1], [0]);
  return alike(value, shape, new Array<number>(sizeOf(shape)).fill(value.data[0]!));
}

function range(call: Call): Constant {
  const [start, limit, step] = [0, 1, 2].map((i) => call.constant(i, 'bounds')) as [Constant, Constant, Constant];
  const count = Math.max(0, Math.ceil((limit.data[0]! - start.data[0]!) / step.data[0]!));
  return alike(
    start,
    [count],
    Array.from({ length: count }, (_, i) => start.data[0]! + i * step.data[0]!),
  );
}
