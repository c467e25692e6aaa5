/**
 * TensorFlow's operations in ONNX's operators, so that one importer serves both. Where TensorFlow has channels last, axes
 * are renamed around an operator, which costs nothing.
 */
import { type Constant, floats, ints, transposed } from '#engines/network/constant.ts';
import type { GraphNode } from '#engines/graph-model/read-graph-model.ts';
import { sourceOf } from '#engines/graph-model/static-part.ts';
import { Unsupported } from '#engines/onnx/call.ts';
import type { Attribute, OnnxNode } from '#engines/onnx/model.ts';

/** One node of the graph, while it is translated. */
export class Translation {
  readonly node: GraphNode;
  readonly nodes: OnnxNode[] = [];
  readonly weights: Map<string, Constant>;

  constructor(node: GraphNode, weights: Map<string, Constant>) {
    this.node = node;
    this.weights = weights;
  }

  /** Names of what goes in, without what is only waited for. */
  get inputs(): string[] {
    return this.node.input.filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/u, ''));
  }

  /** Adds an operator. @returns The name of its output. */
  add(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    outputs?: string[],
  ): string {
    const names = outputs ?? [`${this.node.name}/${this.nodes.length}`];
    const { name } = this.node;
    this.nodes.push({
      name,
      operator,
      domain: '',
      inputs,
      outputs: names,
      attributes: new Map(Object.entries(attributes)),
    });
    return names[0]!;
  }

  /** The node's output is this. */
  finish(value: string): void {
    this.add('Identity', [value], {}, [this.node.name]);
  }

  /** A weight made here. @returns Its name. */
  weight(constant: Constant): string {
    const name = `${this.node.name}/weight${this.weights.size}`;
    this.weights.set(name, constant);
    return name;
  }

  /** @param what - Of the operation, as a person would call it. */
  known(index: number, what: string): Constant {
    const constant = this.weights.get(sourceOf(this.inputs[index] ?? ''));
    if (constant === undefined) throw new Unsupported(`computes its ${what} from the picture`);
    return constant;
  }

  numbers(index: number, what: string): number[] {
    return Array.from(this.known(index, what).data);
  }

  number(name: string, unless: number): number {
    const { i, f, b } = (this.node.attr[name] ?? {}) as { i?: string | number; f?: number; b?: boolean };
    return b === undefined ? Number(i ?? f ?? unless) : Number(b);
  }

  list(name: string): number[] {
    const { list } = (this.node.attr[name] ?? {}) as { list?: { i?: (string | number)[] } };
    return (list?.i ?? []).map(Number);
  }

  /** Texts are in base64. */
  word(name: string, unless: string): string {
    const { s } = (this.node.attr[name] ?? {}) as { s?: string };
    return s === undefined ? unless : atob(s);
  }

  words(name: string): string[] {
    const { list } = (this.node.attr[name] ?? {}) as { list?: { s?: string[] } };
    return (list?.s ?? []).map((text) => atob(text));
  }
}

type Translate = (translation: Translation) => string;

const one =
  (operator: string, attributes: Record<string, Attribute> = {}): Translate =>
  (t) =>
    t.add(operator, t.inputs, attributes);

/** With channels second, as ONNX has pictures, and back. */
function asPicture(t: Translation, x: string, work: (x: string) => string): string {
  if (t.word('data_format', 'NHWC') !== 'NHWC') throw new Unsupported('has channels first');
  const turned = t.add('Transpose', [x], { perm: [0, 3, 1, 2] });
  return t.add('Transpose', [work(turned)], { perm: [0, 2, 3, 1] });
}

/** Over height and width, of what TensorFlow gives for all four axes. */
const middle = (list: readonly number[]): readonly number[] => (list.length === 4 ? list.slice(1, 3) : [1, 1]);

function paddingOf(t: Translation): Record<string, Attribute> {
  const padding = t.word('padding', 'VALID');
  if (padding === 'SAME') return { auto_pad: 'SAME_UPPER' };
  if (padding === 'VALID') return { auto_pad: 'VALID' };
  const [, , top, bottom, left, right] = t.list('explicit_paddings') as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { pads: [top, left, bottom, right] };
}

function convolution(t: Translation): string {
  const filter = t.known(1, 'weights');
  const depthwise = t.node.op.includes('Depthwise');
  const [height, width, channels, more] = filter.shape as [number, number, number, number];
  const turned = transposed(filter, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
  const shape = depthwise ? [channels * more, 1, height, width] : turned.shape;
  const attributes = {
    ...paddingOf(t),
    strides: middle(t.list('strides')),
    dilations: middle(t.list('dilations')),
    group: depthwise ? channels : 1,
  };
  const weights = t.weight({ ...turned, shape });
  return fused(
    t,
    asPicture(t, t.inputs[0]!, (x) => t.add('Conv', [x, weights], attributes)),
  );
}

/** What TensorFlow.js has put behind a layer: a bias and an activation. */
function fused(t: Translation, value: string): string {
  return t.words('fused_ops').reduce((before, name) => {
    if (name === 'BiasAdd') return t.add('Add', [before, t.inputs[2]!]);
    if (name === 'Prelu') throw new Unsupported('ends in a Prelu');
    return bent(t, name, before);
  }, value);
}

function bent(t: Translation, name: string, x: string): string {
  if (name === 'Relu6') return t.add('Clip', [x, t.weight(floats([], [0])), t.weight(floats([], [6]))]);
  if (name === 'LeakyRelu')
    return t.add('LeakyRelu', [x], { alpha: t.number('leakyrelu_alpha', t.number('alpha', 0.2)) });
  return t.add(name, [x]);
}

const pool =
  (operator: string): Translate =>
  (t) => {
    const attributes = { ...paddingOf(t), kernel_shape: middle(t.list('ksize')), strides: middle(t.list('strides')) };
    return asPicture(t, t.inputs[0]!, (x) => t.add(operator, [x], attributes));
  };

const reduce =
  (operator: string): Translate =>
  (t) =>
    t.add(operator, [t.inputs[0]!], { axes: t.numbers(1, 'axes'), keepdims: t.number('keep_dims', 0) });

function batchNormalization(t: Translation): string {
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((i) => t.numbers(i, 'statistics')) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const factors = scale.map((value, i) => value / Math.sqrt(variance[i]! + t.number('epsilon', 0.001)));
  const shifts = offset.map((value, i) => value - mean[i]! * factors[i]!);
  const scaled = t.add('Mul', [t.inputs[0]!, t.weight(floats([factors.length], factors))]);
  return t.add('Add', [scaled, t.weight(floats([shifts.length], shifts))]);
}

function stridedSlice(t: Translation): string {
  const [begin, end, strides] = ['begins', 'ends', 'strides'].map((what, i) => t.numbers(i + 1, what)) as [
    number[],
    number[],
    number[],
  ];
  const has = (mask: string, axis: number) => ((t.number(mask, 0) >> axis) & 1) === 1;
  if (t.number('ellipsis_mask', 0) !== 0 || t.number('new_axis_mask', 0) !== 0)
    throw new Unsupported('slices with an ellipsis or a new axis');
  const axes = begin.map((_, axis) => axis);
  const shrunk = axes.filter((axis) => has('shrink_axis_mask', axis));
  const starts = axes.map((axis) => (has('begin_mask', axis) && !shrunk.includes(axis) ? 0 : begin[axis]!));
  const ends = axes.map((axis) => {
    if (shrunk.includes(axis)) return begin[axis] === -1 ? FAR : begin[axis]! + 1;
    return has('end_mask', axis) ? FAR : end[axis]!;
  });
  const given = [starts, ends, axes, strides].map((list) => t.weight(ints([list.length], list)));
  const sliced = t.add('Slice', [t.inputs[0]!, ...given]);
  return shrunk.length === 0 ? sliced : t.add('Squeeze', [sliced, t.weight(ints([shrunk.length], shrunk))]);
}

/** Beyond every end. */
const FAR = 2 ** 31 - 1;

function slice(t: Translation): string {
  const [begin, size] = [t.numbers(1, 'begins'), t.numbers(2, 'lengths')];
  const ends = begin.map((from, axis) => (size[axis] === -1 ? FAR : from + size[axis]!));
  return t.add('Slice', [t.inputs[0]!, ...[begin, ends].map((list) => t.weight(ints([list.length], list)))]);
}

function concat(t: Translation): string {
  const last = t.inputs.length - 1;
  return t.add('Concat', t.inputs.slice(0, last), { axis: t.numbers(last, 'axis')[0]! });
}

function pack(t: Translation): string {
  const axis = t.weight(ints([1], [t.number('axis', 0)]));
  return t.add(
    'Concat',
    t.inputs.map((x) => t.add('Unsqueeze', [x, axis])),
    { axis: t.number('axis', 0) },
  );
}

const outputsOf = (t: Translation, count: number): string[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? t.node.name : `${t.node.name}:${i}`));

function split(t: Translation): null {
  const sized = t.node.op === 'SplitV';
  const axis = t.numbers(sized ? 2 : 0, 'axis')[0]!;
  const lengths = sized ? [t.inputs[1]!] : [];
  t.add('Split', [t.inputs[sized ? 0 : 1]!, ...lengths], { axis }, outputsOf(t, t.number('num_split', 1)));
  return null;
}

function unpack(t: Translation): null {
  const [axis, count] = [t.number('axis', 0), t.number('num', 1)];
  const parts = Array.from({ length: count }, (_, i) => `${t.node.name}/part${i}`);
  t.add('Split', [t.inputs[0]!], { axis }, parts);
  const axes = t.weight(ints([1], [axis]));
  for (const [i, output] of outputsOf(t, count).entries()) t.add('Squeeze', [parts[i]!, axes], {}, [output]);
  return null;
}

const resize =
  (mode: 'nearest' | 'linear'): Translate =>
  (t) => {
    const [corners, centres] = [t.number('align_corners', 0) === 1, t.number('half_pixel_centers', 0) === 1];
    const rule = corners ? 'align_corners' : centres ? 'half_pixel' : 'asymmetric';
    const attributes = {
      mode,
      coordinate_transformation_mode: rule,
      nearest_mode: corners || centres ? 'round_prefer_ceil' : 'floor',
      axes: [2, 3],
    };
    return asPicture(t, t.inputs[0]!, (x) => t.add('Resize', [x, '', '', t.inputs[1]!], attributes));
  };

function matMul(t: Translation): string {
  const turned = { transA: t.number('transpose_a', 0), transB: t.number('transpose_b', 0) };
  return fused(t, t.add('Gemm', t.inputs.slice(0, 2), turned));
}

function pad(t: Translation): string {
  const { shape, data } = t.known(1, 'paddings');
  const pairs = Array.from({ length: shape[0]! }, (_, axis) => [data[2 * axis]!, data[2 * axis + 1]!] as const);
  const pads = t.weight(
    ints([2 * pairs.length], [...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)]),
  );
  if (t.node.op !== 'MirrorPad') return t.add('Pad', [t.inputs[0]!, pads, ...t.inputs.slice(2)]);
  if (t.word('mode', 'REFLECT') !== 'REFLECT') throw new Unsupported('mirrors with its border');
  return t.add('Pad', [t.inputs[0]!, pads], { mode: 'reflect' });
}

const FLOAT = 1;
const INT32 = 6;
const cast: Translate = (t) => {
  const { type } = (t.node.attr['DstT'] ?? {}) as { type?: string };
  return t.add('Cast', t.inputs, { to: type === undefined || /FLOAT|HALF/u.test(type) ? FLOAT : INT32 });
};

/** By the name of the operation (https://www.tensorflow.org/api_docs/cc); `null` when it has named its outputs itself. */
export const translations: Readonly<Record<string, (translation: Translation) => string | null>> = {
  Abs: one('Abs'),
  Add: one('Add'),
  AddN: one('Sum'),
  AddV2: one('Add'),
  AvgPool: pool('AveragePool'),
  BiasAdd: one('Add'),
  Cast: cast,
  Ceil: one('Ceil'),
  ConcatV2: concat,
  Conv2D: convolution,
  DepthwiseConv2dNative: convolution,
  Div: one('Div'),
  Elu: one('Elu'),
  Erf: one('Erf'),
  Exp: one('Exp'),
  ExpandDims: (t) => t.add('Unsqueeze', [t.inputs[0]!, t.weight(ints([1], t.numbers(1, 'axis')))]),
  Fill: (t) => t.add('Expand', [t.inputs[1]!, t.inputs[0]!]),
  Floor: one('Floor'),
  FusedBatchNorm: batchNormalization,
  FusedBatchNormV2: batchNormalization,
  FusedBatchNormV3: batchNormalization,
  FusedDepthwiseConv2dNative: convolution,
  GatherV2: (t) => t.add('Gather', t.inputs.slice(0, 2), { axis: t.numbers(2, 'axis')[0]! }),
  Identity: one('Identity'),
  LeakyRelu: (t) => bent(t, 'LeakyRelu', t.inputs[0]!),
  Log: one('Log'),
  MatMul: matMul,
  Max: reduce('ReduceMax'),
  MaxPool: pool('MaxPool'),
  Maximum: one('Max'),
  Mean: reduce('ReduceMean'),
  Min: reduce('ReduceMin'),
  Minimum: one('Min'),
  MirrorPad: pad,
  Mul: one('Mul'),
  Neg: one('Neg'),
  Pack: pack,
  Pad: pad,
  PadV2: pad,
  Pow: one('Pow'),
  Range: one('Range'),
  RealDiv: one('Div'),
  Reciprocal: one('Reciprocal'),
  Relu: one('Relu'),
  Relu6: (t) => bent(t, 'Relu6', t.inputs[0]!),
  Reshape: (t) => t.add('Reshape', t.inputs, { allowzero: 1 }),
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
  Rsqrt: (t) => t.add('Reciprocal', [t.add('Sqrt', t.inputs)]),
  Shape: one('Shape'),
  Sigmoid: one('Sigmoid'),
  Slice: slice,
  Softmax: one('Softmax'),
  Softplus: one('Softplus'),
  Split: split,
  SplitV: split,
  Sqrt: one('Sqrt'),
  Square: (t) => t.add('Mul', [t.inputs[0]!, t.inputs[0]!]),
  Squeeze: (t) => {
    const axes = t.list('squeeze_dims');
    return t.add('Squeeze', axes.length === 0 ? t.inputs : [...t.inputs, t.weight(ints([axes.length], axes))]);
  },
  StopGradient: one('Identity'),
  StridedSlice: stridedSlice,
  Sub: one('Sub'),
  Sum: reduce('ReduceSum'),
  Tanh: one('Tanh'),
  Tile: one('Tile'),
  Transpose: (t) => t.add('Transpose', [t.inputs[0]!], { perm: t.numbers(1, 'order') }),
  Unpack: unpack,
  _FusedConv2D: convolution,
  _FusedMatMul: matMul,
};
