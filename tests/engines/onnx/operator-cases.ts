/** What each operator of the table is tried with: an input, its other inputs, its attributes. */
import { seeded } from '#core/math/seeded.ts';
import { type Attribute, type Tensor, float, floats, ints, list } from '../../support/onnx-writer.ts';

export interface OperatorCase {
  /** What is special about it. */
  readonly as?: string;
  readonly shape: readonly number[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** After the input, by place; `null` is left out. */
  readonly more?: readonly (Tensor | null)[];
  readonly outputs?: number;
  readonly opset?: number;
  /** Makes the input positive, for what has no answer otherwise. */
  readonly positive?: boolean;
}

const dice = seeded(11);
export const randomNumbers = (length: number) => Float32Array.from({ length }, () => 4 * dice() - 2);
export const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
const weight = (...shape: number[]) => floats(shape, randomNumbers(sizeOf(shape)));

const picture = [1, 4, 7, 6];
const plain: readonly OperatorCase[] = [{ shape: picture }];
const positive: readonly OperatorCase[] = [{ shape: picture, positive: true }];
const besides = (...more: Tensor[]): readonly OperatorCase[] => [
  { shape: picture, more },
  { as: 'of several pictures', shape: [3, 4, 5, 5], more },
];
const reduction = (axes: readonly number[], keepdims: number): OperatorCase => ({
  as: `over ${axes.join()}, keepdims ${keepdims}`,
  shape: picture,
  attributes: { axes, keepdims },
  opset: 11,
});
const reductions = [
  reduction([2, 3], 1),
  reduction([1], 0),
  reduction([0, 1, 2, 3], 1),
  reduction([-1], 0),
  reduction([1, 3], 0),
];
const scales = (y: number, x: number) => [null, floats([4], [1, 1, y, x])];

export const operatorCases: Readonly<Record<string, readonly OperatorCase[]>> = {
  Abs: plain,
  Ceil: plain,
  Erf: plain,
  Exp: plain,
  Floor: plain,
  Neg: plain,
  Relu: plain,
  Sigmoid: plain,
  Softplus: plain,
  Tanh: plain,
  HardSwish: plain,
  Identity: plain,
  Dropout: plain,
  Elu: plain,
  Log: positive,
  Reciprocal: positive,
  Sqrt: positive,
  Mish: [{ shape: picture, opset: 18 }],
  Gelu: [
    { shape: picture, opset: 20 },
    { as: 'by tanh', shape: picture, opset: 20, attributes: { approximate: 'tanh' } },
  ],
  LeakyRelu: [...plain, { as: 'steeper', shape: picture, attributes: { alpha: float(0.3) } }],
  HardSigmoid: [
    ...plain,
    { as: 'as in MobileNetV3', shape: picture, attributes: { alpha: float(1 / 6), beta: float(0.5) } },
  ],
  PRelu: [
    { as: 'of channels', shape: picture, more: [weight(4, 1, 1)] },
    { as: 'of one slope', shape: picture, more: [weight(1)] },
  ],
  Clip: [
    { as: 'to 0 and 6', shape: picture, more: [floats([], [0]), floats([], [6])] },
    { as: 'to −1 and 1.5', shape: picture, more: [floats([], [-1]), floats([], [1.5])] },
    { as: 'from below', shape: picture, more: [floats([], [0.5])] },
    { as: 'from above', shape: picture, more: [null, floats([], [0.5])] },
    { as: 'by attributes', shape: picture, opset: 6, attributes: { min: float(-0.5), max: float(0.75) } },
  ],
  Softmax: [
    { as: 'over channels', shape: picture, attributes: { axis: 1 } },
    { as: 'over the last axis', shape: [2, 3, 5] },
    { as: 'over all from axis 1', shape: [2, 3, 5], opset: 11 },
    { as: 'over all from axis 2', shape: picture, opset: 11, attributes: { axis: 2 } },
  ],
  LogSoftmax: [{ shape: [2, 3, 5], attributes: { axis: 1 } }],

  Add: besides(weight(4, 1, 1)),
  Sub: besides(weight(4, 1, 1)),
  Mul: besides(weight(1)),
  Div: besides(weight(4, 1, 1)),
  Pow: [
    { as: 'squared', shape: picture, more: [floats([], [2])] },
    { as: 'square root', shape: picture, positive: true, more: [floats([], [0.5])] },
    { as: 'cubed', shape: picture, positive: true, more: [floats([], [3])] },
  ],
  Max: [{ shape: picture, more: [weight(4, 1, 1), weight(6)] }],
  Min: [{ shape: picture, more: [weight(7, 1)] }],
  Sum: [{ shape: picture, more: [weight(4, 7, 6), weight(1, 1, 1, 6)] }],

  Conv: [
    { as: '1 × 1', shape: picture, more: [weight(5, 4, 1, 1), weight(5)] },
    { as: '3 × 3 without bias', shape: picture, more: [weight(5, 4, 3, 3)], attributes: { pads: [1, 1, 1, 1] } },
    {
      as: 'strided, padded unevenly',
      shape: picture,
      more: [weight(5, 4, 3, 2), weight(5)],
      attributes: { pads: [0, 1, 2, 0], strides: [2, 1] },
    },
    {
      as: 'dilated',
      shape: [1, 4, 9, 9],
      more: [weight(2, 4, 3, 3)],
      attributes: { dilations: [2, 3], pads: [2, 2, 2, 2] },
    },
    {
      as: 'depthwise',
      shape: picture,
      more: [weight(4, 1, 3, 3), weight(4)],
      attributes: { group: 4, pads: [1, 1, 1, 1] },
    },
    {
      as: 'depthwise with a multiplier, strided and dilated',
      shape: [2, 4, 9, 8],
      more: [weight(8, 1, 3, 3), weight(8)],
      attributes: { group: 4, strides: [2, 2], dilations: [2, 2], pads: [1, 2, 2, 1] },
    },
    { as: 'in two groups', shape: picture, more: [weight(6, 2, 3, 3), weight(6)], attributes: { group: 2 } },
    ...['SAME_UPPER', 'SAME_LOWER', 'VALID'].map((auto_pad) => ({
      as: auto_pad,
      shape: picture,
      more: [weight(3, 4, 4, 4)],
      attributes: { auto_pad, strides: [2, 2] },
    })),
  ],
  ConvTranspose: [
    { as: 'doubling', shape: picture, more: [weight(4, 3, 2, 2), weight(3)], attributes: { strides: [2, 2] } },
    {
      as: 'padded, with output padding',
      shape: picture,
      more: [weight(4, 3, 3, 3)],
      attributes: { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] },
    },
    {
      as: 'SAME_UPPER',
      shape: picture,
      more: [weight(4, 3, 3, 3)],
      attributes: { strides: [2, 2], auto_pad: 'SAME_UPPER' },
    },
    {
      as: 'unevenly padded',
      shape: picture,
      more: [weight(4, 2, 3, 4)],
      attributes: { strides: [2, 3], pads: [0, 1, 1, 0] },
    },
  ],
  MaxPool: [
    { as: 'halving', shape: picture, attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    { as: 'padded', shape: picture, attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] } },
    { as: 'rounded up', shape: picture, attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 } },
    {
      as: 'padded and rounded up',
      shape: picture,
      attributes: { kernel_shape: [2, 2], strides: [2, 2], pads: [1, 1, 1, 1], ceil_mode: 1 },
    },
    { as: 'of one place', shape: picture, attributes: { kernel_shape: [1, 1], strides: [2, 2] } },
    { as: 'SAME_UPPER', shape: picture, attributes: { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' } },
  ],
  AveragePool: [
    { as: 'halving', shape: picture, attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    { as: 'padded, not counted', shape: picture, attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] } },
    {
      as: 'padded, counted',
      shape: picture,
      attributes: { kernel_shape: [3, 3], pads: [1, 0, 1, 2], count_include_pad: 1 },
    },
    { as: 'rounded up', shape: picture, attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 } },
  ],
  GlobalAveragePool: plain,
  GlobalMaxPool: plain,
  ReduceMean: reductions,
  ReduceSum: [
    { as: 'axes as an input', shape: picture, more: [list(2, 3)] },
    { as: 'over everything', shape: picture, attributes: { keepdims: 0 } },
    { as: 'over nothing', shape: picture, attributes: { noop_with_empty_axes: 1 } },
  ],
  ReduceMax: reductions,
  ReduceMin: reductions,
  BatchNormalization: [{ shape: picture, more: [weight(4), weight(4), weight(4), floats([4], [0.5, 1, 2, 3])] }],
  InstanceNormalization: [{ shape: [2, 4, 5, 5], more: [weight(4), weight(4)] }],
  LayerNormalization: [{ shape: [2, 3, 8], more: [weight(8), weight(8)] }],
  MatMul: [
    { as: 'by a matrix', shape: [2, 3, 4], more: [weight(4, 5)] },
    { as: 'by as many matrices', shape: [2, 3, 4], more: [weight(2, 4, 5)] },
    { as: 'of four axes', shape: picture, more: [weight(6, 3)] },
  ],
  Gemm: [
    { shape: [2, 4], more: [weight(4, 5), weight(5)] },
    {
      as: 'turned and scaled',
      shape: [4, 3],
      more: [weight(5, 4), weight(3, 5)],
      attributes: { transA: 1, transB: 1, alpha: float(0.5), beta: float(2) },
    },
  ],

  Concat: [
    { as: 'with a weight', shape: picture, more: [weight(1, 2, 7, 6)], attributes: { axis: 1 } },
    { as: 'of pictures', shape: picture, more: [weight(2, 4, 7, 6)], attributes: { axis: 0 } },
    { as: 'of columns', shape: picture, more: [weight(1, 4, 7, 2)], attributes: { axis: -1 } },
  ],
  Split: [
    { as: 'evenly', shape: picture, outputs: 2, opset: 13, attributes: { axis: 1 } },
    { as: 'by lengths', shape: picture, outputs: 3, more: [list(3, 1, 2)], attributes: { axis: 3 } },
    { as: 'by an attribute', shape: picture, outputs: 2, opset: 11, attributes: { axis: 2, split: [3, 4] } },
  ],
  Slice: [
    { as: 'rows', shape: picture, more: [list(1), list(-1), list(2)] },
    { as: 'every second column and row', shape: picture, more: [list(1, 0), list(99, 99), list(2, 3), list(2, 2)] },
    { as: 'every second channel', shape: picture, more: [list(0), list(99), list(1), list(2)] },
    { as: 'by attributes', shape: picture, opset: 9, attributes: { starts: [1], ends: [3], axes: [1] } },
    { as: 'without axes', shape: picture, more: [list(0, 1), list(1, 3)] },
  ],
  Gather: [
    { as: 'one', shape: picture, more: [ints([], [-1])], attributes: { axis: 1 } },
    { as: 'a list', shape: picture, more: [list(3, 0, 3)], attributes: { axis: 2 } },
    { as: 'an even list', shape: picture, more: [list(1, 3, 5)], attributes: { axis: 3 } },
  ],
  Pad: [
    { as: 'with nothing', shape: picture, more: [list(0, 1, 0, 2, 0, 0, 3, 1)] },
    { as: 'with a number', shape: picture, more: [list(0, 0, 1, 1, 0, 0, 1, 1), floats([], [2.5])] },
    {
      as: 'with what is inside',
      shape: picture,
      more: [list(0, 0, 2, 1, 0, 0, 1, 2)],
      attributes: { mode: 'reflect' },
    },
    { as: 'by an attribute', shape: picture, opset: 10, attributes: { pads: [0, 0, 1, 0, 0, 0, 0, 1] } },
  ],
  Expand: [{ shape: [1, 3, 1], more: [list(2, 1, 3, 4)] }],
  Tile: [{ shape: picture, more: [list(1, 2, 1, 3)] }],
  Resize: [
    { as: 'doubled', shape: picture, more: scales(2, 2) },
    { as: 'nearest, to sizes', shape: picture, more: [null, null, list(1, 4, 10, 9)] },
    ...['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'].map((nearest_mode) => ({
      as: `nearest, ${nearest_mode}, half the size`,
      shape: [1, 2, 8, 6],
      more: scales(0.5, 0.5),
      attributes: { nearest_mode },
    })),
    ...['asymmetric', 'half_pixel', 'pytorch_half_pixel', 'align_corners'].flatMap((coordinate_transformation_mode) =>
      [scales(2, 2), scales(0.5, 1.5)].map((more, i) => ({
        as: `linear, ${coordinate_transformation_mode}, ${i === 0 ? 'doubled' : 'flattened'}`,
        shape: [1, 3, 8, 6],
        more,
        attributes: { mode: 'linear', coordinate_transformation_mode },
      })),
    ),
    { as: 'as in version 10', shape: picture, opset: 10, more: [floats([4], [1, 1, 2, 3])] },
  ],
  Upsample: [
    { as: 'nearest', shape: picture, opset: 9, more: [floats([4], [1, 1, 2, 2])] },
    { as: 'linear', shape: picture, opset: 9, more: [floats([4], [1, 1, 2, 2])], attributes: { mode: 'linear' } },
  ],

  Reshape: [
    { as: 'flat', shape: picture, more: [list(1, -1)] },
    { as: 'keeping', shape: picture, more: [list(0, 0, -1)] },
    { as: 'apart', shape: picture, more: [list(1, 2, 2, 7, 2, 3)] },
  ],
  Flatten: [...plain, { as: 'from axis 2', shape: picture, attributes: { axis: 2 } }],
  Squeeze: [
    { as: 'all', shape: [1, 3, 1, 4] },
    { as: 'one', shape: [1, 3, 1, 4], more: [list(2)] },
  ],
  Unsqueeze: [{ shape: [3, 4], more: [list(0, -1)] }],
  Transpose: [
    { as: 'backwards', shape: picture },
    { as: 'channels last', shape: picture, attributes: { perm: [0, 2, 3, 1] } },
  ],
  DepthToSpace: [
    { shape: [1, 8, 3, 2], attributes: { blocksize: 2 } },
    { as: 'column by row', shape: [1, 8, 3, 2], attributes: { blocksize: 2, mode: 'CRD' } },
  ],
  SpaceToDepth: [{ shape: [1, 2, 4, 6], attributes: { blocksize: 2 } }],
  Cast: [{ shape: picture, attributes: { to: 1 } }],
};
