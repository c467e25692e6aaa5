import { type View, axesOf, computed } from '#engines/network/builder.ts';
import { type Call, type Operator, Unsupported } from '#engines/onnx/call.ts';
import { padded, slice } from '#engines/onnx/operators/arrange.ts';
import { reduced } from '#engines/onnx/operators/reduction.ts';
import { NHWC, type Window, channelsLast, explicitPads, windowOf } from '#engines/onnx/operators/window.ts';

export const poolingOperators = {
  MaxPool: { reference: { name: 'MaxPool', opset: 22 }, lower: maxPool },
  AveragePool: { reference: { name: 'AveragePool', opset: 22 }, lower: averagePool },
  GlobalAveragePool: {
    reference: { name: 'GlobalAveragePool', opset: 22 },
    lower: (call) => reduced(call, 'Mean', call.view(0), axesOf(call.view(0).shape).slice(2), true),
  },
  GlobalMaxPool: {
    reference: { name: 'GlobalMaxPool', opset: 22 },
    lower: (call) => reduced(call, 'Max', call.view(0), axesOf(call.view(0).shape).slice(2), true),
  },
} as const satisfies Record<string, Operator>;

function maxPool(call: Call): View {
  const x = call.view(0);
  const window = windowOf(call, x.shape);
  return pooled(call, 'MaxPool', x, window);
}

/** What is padded counts in neither the sum nor the number, unless the node says so. */
function averagePool(call: Call): View {
  const x = call.view(0);
  const window = windowOf(call, x.shape);
  const pads = window.pads.flat();
  if (call.attribute('count_include_pad', 0) === 0 || pads.every((pad) => pad === 0)) {
    return pooled(call, 'AvgPool', x, window);
  }
  if (call.attribute('ceil_mode', 0) === 1) throw new Unsupported('counts its padding and rounds up');
  const whole = padded(call, x, [[0, 0], [0, 0], ...window.pads], 0);
  return pooled(call, 'AvgPool', whole, {
    ...window,
    pads: [
      [0, 0],
      [0, 0],
    ],
  });
}

function pooled(call: Call, kernel: 'MaxPool' | 'AvgPool', x: View, window: Window): View {
  const { size, strides, dilations, pads, output } = window;
  if (dilations.some((each) => each !== 1)) throw new Unsupported('is dilated');
  // The WASM kernels refuse a window of one place: it only skips.
  if (size.every((each) => each === 1) && pads.flat().every((pad) => pad === 0)) return skipped(call, x, window);
  const attributes = { filterSize: size, strides, pad: explicitPads(pads), dimRoundingMode: undefined };
  const [batch, channels] = x.shape as [number, number];
  return call.builder.emit(
    kernel,
    { x: computed(channelsLast(call, x)) },
    attributes,
    [batch, ...output, channels],
    NHWC,
  );
}

function skipped(call: Call, x: View, { strides, output }: Window): View {
  const rows = slice(call, x, 2, 0, (output[0] - 1) * strides[0] + 1, strides[0]);
  return slice(call, rows, 3, 0, (output[1] - 1) * strides[1] + 1, strides[1]);
}
