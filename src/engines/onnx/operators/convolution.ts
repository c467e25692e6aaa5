import { type View, computed, weight } from '#engines/network/builder.ts';
import { type Constant, floats, gather, stridesOf, transposed } from '#engines/network/constant.ts';
import type { Operand } from '#engines/network/network.ts';
import { type Call, type Operator, Unsupported } from '#engines/onnx/call.ts';
import { concatenate, slice } from '#engines/onnx/operators/arrange.ts';
import { NHWC, type Pair, type Window, channelsLast, explicitPads, windowOf } from '#engines/onnx/operators/window.ts';

export const convolutionOperators = {
  Conv: { reference: { name: 'Conv', opset: 22 }, lower: convolution },
  ConvTranspose: { reference: { name: 'ConvTranspose', opset: 22 }, lower: transposedConvolution },
} as const satisfies Record<string, Operator>;

function convolution(call: Call): View {
  const [x, filter] = [call.view(0), call.constant(1, 'weights')];
  const bias = call.has(2) ? call.constant(2, 'bias') : null;
  if (filter.shape.length !== 4)
    throw new Unsupported(`works on ${filter.shape.length - 2} dimensions, not on pictures`);
  const [outputs, inputs, ...size] = filter.shape as [number, number, number, number];
  const window = windowOf(call, x.shape, size as unknown as Pair);
  const groups = call.attribute('group', 1);

  if (groups === 1) return convolved(call, 'FusedConv2D', x, transposed(filter, [2, 3, 1, 0]), bias, window);
  if (inputs === 1) {
    // From [channels · multiplier, 1, height, width] to [height, width, channels, multiplier].
    const apart = { ...filter, shape: [groups, outputs / groups, ...size] };
    return convolved(call, 'FusedDepthwiseConv2D', x, transposed(apart, [2, 3, 0, 1]), bias, window);
  }
  const parts = Array.from({ length: groups }, (_, group) => {
    const part = slice(call, x, 1, group * inputs, (group + 1) * inputs);
    const [from, to] = [(group * outputs) / groups, ((group + 1) * outputs) / groups];
    const own = rows(filter, from, to);
    return convolved(call, 'FusedConv2D', part, transposed(own, [2, 3, 1, 0]), bias && rows(bias, from, to), window);
  });
  return concatenate(call, parts, 1);
}

function convolved(
  call: Call,
  kernel: 'FusedConv2D' | 'FusedDepthwiseConv2D',
  view: View,
  filter: Constant,
  bias: Constant | null,
  { strides, dilations, pads, output }: Window,
): View {
  const channels = kernel === 'FusedConv2D' ? filter.shape[3]! : filter.shape[2]! * filter.shape[3]!;
  const inputs: Record<string, Operand> = {
    x: computed(channelsLast(call, view)),
    filter: weight(filter),
    bias: weight(bias ?? floats([channels], new Float32Array(channels))),
  };
  const attributes = {
    strides,
    pad: explicitPads(pads),
    dataFormat: 'NHWC',
    dilations,
    dimRoundingMode: undefined,
    activation: 'linear',
  };
  return call.builder.emit(kernel, inputs, attributes, [view.shape[0]!, ...output, channels], NHWC);
}

/** Rows `from` up to `to` of the first axis. */
function rows(constant: Constant, from: number, to: number): Constant {
  const shape = [to - from, ...constant.shape.slice(1)];
  const strides = stridesOf(constant.shape);
  return { ...constant, shape, data: gather(constant.data, shape, strides, from * strides[0]!) };
}

/** The gradient of a convolution with regard to its input, as Zeiler et al. have it (CVPR 2010). */
function transposedConvolution(call: Call): View {
  const [x, filter] = [call.view(0), call.constant(1, 'weights')];
  if (filter.shape.length !== 4)
    throw new Unsupported(`works on ${filter.shape.length - 2} dimensions, not on pictures`);
  if (call.attribute('group', 1) !== 1) throw new Unsupported('works in groups');
  if ((call.list('dilations') ?? []).some((each) => each !== 1)) throw new Unsupported('is dilated');
  const [, outputs, ...size] = filter.shape as [number, number, number, number];
  const strides = (call.list('strides') ?? [1, 1]) as Pair;
  const window = transposedWindow(call, x.shape, size as unknown as Pair, strides);
  const shape = [x.shape[0]!, ...window.output, outputs];
  const attributes = {
    strides,
    pad: explicitPads(window.pads),
    dataFormat: 'NHWC',
    dimRoundingMode: undefined,
    inputShape: shape,
  };
  const inputs = { dy: computed(channelsLast(call, x)), filter: weight(transposed(filter, [2, 3, 1, 0])) };
  const view = call.builder.emit('Conv2DBackpropInput', inputs, attributes, shape, NHWC);
  if (!call.has(2)) return view;
  const biased = { a: computed(view), b: weight(call.constant(2, 'bias')) };
  return call.builder.emit('Add', biased, {}, shape, NHWC);
}

function transposedWindow(call: Call, [, , ...input]: readonly number[], size: Pair, strides: Pair) {
  const extra = call.list('output_padding') ?? [0, 0];
  const wanted = call.list('output_shape')?.slice(-2);
  const automatic = call.word('auto_pad', 'NOTSET');
  const listed = call.list('pads') ?? [0, 0, 0, 0];
  const axis = (each: 0 | 1): { pads: Pair; output: number } => {
    const full = strides[each] * (input[each]! - 1) + extra[each]! + size[each];
    const [before, after] = [listed[each]!, listed[each + 2]!];
    const same = automatic.startsWith('SAME') ? input[each]! * strides[each] : undefined;
    const output = wanted?.[each] ?? same ?? (automatic === 'VALID' ? full : full - before - after);
    if (wanted === undefined && same === undefined) {
      return { pads: automatic === 'VALID' ? [0, 0] : [before, after], output };
    }
    const total = Math.max(full - output, 0);
    const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
    return { pads: automatic === 'SAME_UPPER' ? [less, more] : [more, less], output };
  };
  const [vertical, horizontal] = [axis(0), axis(1)];
  const output: Pair = [vertical.output, horizontal.output];
  return { pads: [vertical.pads, horizontal.pads] as const, output };
}
