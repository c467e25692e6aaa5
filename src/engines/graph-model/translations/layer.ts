/** Convolutions, pools and what follows them. Where TensorFlow has channels last, axes are renamed around an operator, which costs nothing. */
import { floats, transposed } from '#engines/network/constant.ts';
import type { Translate, Translation } from '#engines/graph-model/translation.ts';
import { Unsupported } from '#engines/onnx/call.ts';
import type { Attribute } from '#engines/onnx/model.ts';

export const layerTranslations = {
  AvgPool: pool('AveragePool'),
  Conv2D: convolution,
  DepthwiseConv2dNative: convolution,
  FusedBatchNorm: batchNormalization,
  FusedBatchNormV2: batchNormalization,
  FusedBatchNormV3: batchNormalization,
  FusedDepthwiseConv2dNative: convolution,
  LeakyRelu: (t) => bent(t, 'LeakyRelu', t.inputs[0]!),
  MatMul: matMul,
  MaxPool: pool('MaxPool'),
  Relu6: (t) => bent(t, 'Relu6', t.inputs[0]!),
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
  _FusedConv2D: convolution,
  _FusedMatMul: matMul,
} as const satisfies Record<string, Translate>;

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

function pool(operator: string): Translate {
  return (t) => {
    const attributes = { ...paddingOf(t), kernel_shape: middle(t.list('ksize')), strides: middle(t.list('strides')) };
    return asPicture(t, t.inputs[0]!, (x) => t.add(operator, [x], attributes));
  };
}

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

function resize(mode: 'nearest' | 'linear'): Translate {
  return (t) => {
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
}

function matMul(t: Translation): string {
  const turned = { transA: t.number('transpose_a', 0), transB: t.number('transpose_b', 0) };
  return fused(t, t.add('Gemm', t.inputs.slice(0, 2), turned));
}
