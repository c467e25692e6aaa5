/** What follows a layer: one number in, one out, with a parameter or two. */
import { type Value, type View, computed, weight } from '#engines/network/builder.ts';
import { elementwise } from '#engines/network/broadcast.ts';
import { floats, sizeOf } from '#engines/network/constant.ts';
import { type Call, type Operator, Unsupported, axisOf } from '#engines/onnx/call.ts';
import { unaryKernel } from '#engines/onnx/operators/elementwise.ts';
import { channelsLast } from '#engines/onnx/operators/window.ts';

export const activationOperators = {
  Relu: { reference: { name: 'Relu', opset: 14 }, lower: (call) => unaryKernel(call, 'Relu', call.view(0)) },
  LeakyRelu: {
    reference: { name: 'LeakyRelu', opset: 16 },
    lower: (call) => unaryKernel(call, 'LeakyRelu', call.view(0), { alpha: call.attribute('alpha', 0.01) }),
  },
  PRelu: { reference: { name: 'PRelu', opset: 16 }, lower: prelu },
  Elu: { reference: { name: 'Elu', opset: 6 }, lower: elu },
  Clip: { reference: { name: 'Clip', opset: 13 }, lower: clip },
  Sigmoid: { reference: { name: 'Sigmoid', opset: 13 }, lower: (call) => unaryKernel(call, 'Sigmoid', call.view(0)) },
  Tanh: { reference: { name: 'Tanh', opset: 13 }, lower: (call) => unaryKernel(call, 'Tanh', call.view(0)) },
  Softplus: { reference: { name: 'Softplus', opset: 1 }, lower: (call) => softplus(call, call.view(0)) },
  HardSigmoid: {
    reference: { name: 'HardSigmoid', opset: 6 },
    lower: (call) => hardSigmoid(call, call.attribute('alpha', 0.2), call.attribute('beta', 0.5)),
  },
  HardSwish: {
    reference: { name: 'HardSwish', opset: 14 },
    lower: (call) => times(call, call.view(0), hardSigmoid(call, 1 / 6, 0.5)),
  },
  Mish: {
    reference: { name: 'Mish', opset: 18 },
    lower: (call) => times(call, call.view(0), unaryKernel(call, 'Tanh', softplus(call, call.view(0)))),
  },
  Gelu: { reference: { name: 'Gelu', opset: 20 }, lower: gelu },
  Softmax: { reference: { name: 'Softmax', opset: 13 }, lower: softmax },
  LogSoftmax: {
    reference: { name: 'LogSoftmax', opset: 13 },
    lower: (call) => unaryKernel(call, 'Log', softmax(call)),
  },
} as const satisfies Record<string, Operator>;

const number = (value: number) => floats([], [value]);

function times({ builder }: Call, a: Value, b: Value): View {
  return elementwise(builder, 'Multiply', a, b);
}

function plus({ builder }: Call, a: Value, b: Value): View {
  return elementwise(builder, 'Add', a, b);
}

function clipped(call: Call, view: View, low: number, high: number): View {
  if (low === 0 && high === Infinity) return unaryKernel(call, 'Relu', view);
  if (low === 0 && high === 6) return unaryKernel(call, 'Relu6', view);
  return unaryKernel(call, 'ClipByValue', view, { clipValueMin: low, clipValueMax: high });
}

/** Limits are attributes up to version 6, inputs later. */
function clip(call: Call): View {
  const low = call.number(1, 'lower limit', call.attribute('min', -Infinity));
  const high = call.number(2, 'upper limit', call.attribute('max', Infinity));
  return clipped(call, call.view(0), low, high);
}

function hardSigmoid(call: Call, alpha: number, beta: number): View {
  return clipped(call, plus(call, times(call, call.view(0), number(alpha)), number(beta)), 0, 1);
}

/** ln(1 + eˣ) as max(x, 0) + ln(1 + e⁻|x|), which does not overflow. */
function softplus(call: Call, x: View): View {
  const small = unaryKernel(call, 'Exp', unaryKernel(call, 'Neg', unaryKernel(call, 'Abs', x)));
  const rest = unaryKernel(call, 'Log', plus(call, small, number(1)));
  return plus(call, unaryKernel(call, 'Relu', x), rest);
}

function elu(call: Call): View {
  if (call.attribute('alpha', 1) !== 1) throw new Unsupported('has an alpha other than 1');
  return unaryKernel(call, 'Elu', call.view(0));
}

/** x · ½ (1 + erf(x / √2)), or its approximation by tanh (Hendrycks & Gimpel, arXiv 1606.08415). */
function gelu(call: Call): View {
  const x = call.view(0);
  const half = times(call, x, number(0.5));
  if (call.word('approximate', 'none') === 'none') {
    const curve = unaryKernel(call, 'Erf', times(call, x, number(Math.SQRT1_2)));
    return times(call, half, plus(call, curve, number(1)));
  }
  const cubic = times(call, times(call, times(call, x, x), x), number(0.044715));
  const curve = unaryKernel(call, 'Tanh', times(call, plus(call, x, cubic), number(Math.sqrt(2 / Math.PI))));
  return times(call, half, plus(call, curve, number(1)));
}

function prelu(call: Call): View {
  const [x, slope] = [call.view(0), call.constant(1, 'slope')];
  if (sizeOf(slope.shape) === 1) return unaryKernel(call, 'LeakyRelu', x, { alpha: slope.data[0]! });
  if (x.shape.length !== 4 || sizeOf(slope.shape) !== x.shape[1]) throw new Unsupported('has slopes not of channels');
  const view = channelsLast(call, x);
  const operand = computed(view);
  const inputs = { x: operand, alpha: weight(floats([slope.data.length], slope.data)) };
  return call.builder.emit('Prelu', inputs, {}, operand.shape as readonly number[], view.order);
}

/** Up to version 12 over everything from `axis` on, later over `axis` alone. */
function softmax(call: Call): View {
  const x = call.view(0);
  const rank = x.shape.length;
  const axis = axisOf(call.attribute('axis', call.opset < 13 ? 1 : -1), rank);
  const over = x.shape.map((_, i) => i).filter((i) => (call.opset < 13 ? i >= axis : i === axis));
  const order = [...x.order.filter((i) => !over.includes(i)), ...over];
  const view = call.builder.inOrder(x, order);
  const length = sizeOf(over.map((i) => x.shape[i]!));
  const logits = computed(view, [sizeOf(x.shape) / length, length]);
  return {
    ...call.builder.emit('Softmax', { logits }, { dim: 1 }, [sizeOf(x.shape) / length, length]),
    ...shaped(view),
  };
}

function shaped({ shape, order }: View) {
  return { shape, order };
}
