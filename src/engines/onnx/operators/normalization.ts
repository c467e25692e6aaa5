import type { Value, View } from '#engines/network/builder.ts';
import { axesOf } from '#engines/network/builder.ts';
import { elementwise, perChannel } from '#engines/network/broadcast.ts';
import { floats } from '#engines/network/constant.ts';
import { type Call, type Operator, axisOf } from '#engines/onnx/call.ts';
import { unaryKernel } from '#engines/onnx/operators/elementwise.ts';
import { reduced } from '#engines/onnx/operators/reduction.ts';

export const normalizationOperators = {
  BatchNormalization: { reference: { name: 'BatchNormalization', opset: 15 }, lower: batchNormalization },
  InstanceNormalization: { reference: { name: 'InstanceNormalization', opset: 22 }, lower: instanceNormalization },
  LayerNormalization: { reference: { name: 'LayerNormalization', opset: 17 }, lower: layerNormalization },
} as const satisfies Record<string, Operator>;

/** As two numbers a channel, which can become part of a convolution before it. */
function batchNormalization(call: Call): View {
  const x = call.view(0);
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((i) => call.numbers(i, 'statistics')) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const epsilon = call.attribute('epsilon', 1e-5);
  const factors = scale.map((value, i) => value / Math.sqrt(variance[i]! + epsilon));
  const offsets = shift.map((value, i) => value - mean[i]! * factors[i]!);
  const rank = x.shape.length;
  const scaled = elementwise(call.builder, 'Multiply', x, perChannel(factors, rank));
  return elementwise(call.builder, 'Add', scaled, perChannel(offsets, rank));
}

function instanceNormalization(call: Call): View {
  const x = call.view(0);
  const rank = x.shape.length;
  const even = normalized(call, x, axesOf(x.shape).slice(2));
  const scaled = elementwise(call.builder, 'Multiply', even, perChannel(call.numbers(1, 'scale'), rank));
  return elementwise(call.builder, 'Add', scaled, perChannel(call.numbers(2, 'bias'), rank));
}

function layerNormalization(call: Call): View {
  const x = call.view(0);
  const first = axisOf(call.attribute('axis', -1), x.shape.length);
  const even = normalized(call, x, axesOf(x.shape).slice(first));
  const scaled = elementwise(call.builder, 'Multiply', even, call.constant(1, 'scale'));
  return call.has(2) ? elementwise(call.builder, 'Add', scaled, call.constant(2, 'bias')) : scaled;
}

/** To mean 0 and variance 1 along `axes`. */
function normalized(call: Call, x: View, axes: readonly number[]): View {
  const on = (kernel: 'Sub' | 'Multiply' | 'Add' | 'RealDiv', a: Value, b: Value) =>
    elementwise(call.builder, kernel, a, b);
  const centred = on('Sub', x, reduced(call, 'Mean', x, axes, true));
  const variance = reduced(call, 'Mean', on('Multiply', centred, centred), axes, true);
  const deviation = unaryKernel(call, 'Sqrt', on('Add', variance, floats([], [call.attribute('epsilon', 1e-5)])));
  return on('RealDiv', centred, deviation);
}
