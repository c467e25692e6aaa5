/** One number in, one number out, place by place. Each also has its rule in numbers, for what is known beforehand. */
import type { Value } from '#engines/network/builder.ts';
import { computed } from '#engines/network/builder.ts';
import { broadcastShape, elementwise } from '#engines/network/broadcast.ts';
import { type Constant, alike, floats, gather, stridesOf } from '#engines/network/constant.ts';
import type { KernelName } from '#engines/network/kernels.ts';
import { type Call, type Operator } from '#engines/onnx/call.ts';

export const elementwiseOperators = {
  Abs: unary('Abs', 13, 'Abs', Math.abs),
  Ceil: unary('Ceil', 13, 'Ceil', Math.ceil),
  Erf: unary('Erf', 13, 'Erf'),
  Exp: unary('Exp', 13, 'Exp', Math.exp),
  Floor: unary('Floor', 13, 'Floor', Math.floor),
  Log: unary('Log', 13, 'Log', Math.log),
  Neg: unary('Neg', 13, 'Neg', (x) => -x),
  Reciprocal: unary('Reciprocal', 13, 'Reciprocal', (x) => 1 / x),
  Sqrt: unary('Sqrt', 13, 'Sqrt', Math.sqrt),

  Add: binary('Add', 14, 'Add', (a, b) => a + b),
  Sub: binary('Sub', 14, 'Sub', (a, b) => a - b),
  Mul: binary('Mul', 14, 'Multiply', (a, b) => a * b),
  Div: {
    reference: { name: 'Div', opset: 14 },
    lower: (call) => divide(call, call.value(0), call.value(1)),
    fold: (call) => {
      const whole = [0, 1].every((i) => call.constant(i, 'terms').type === 'int');
      return foldPair(call, whole ? (a, b) => Math.trunc(a / b) : (a, b) => a / b);
    },
  },
  Pow: { reference: { name: 'Pow', opset: 15 }, lower: power, fold: (call) => foldPair(call, Math.pow) },
  Mod: onlyFolded('Mod', 13, (a, b) => a - b * Math.floor(a / b)),
  Max: several('Max', 13, 'Maximum', Math.max),
  Min: several('Min', 13, 'Minimum', Math.min),
  Sum: several('Sum', 13, 'Add', (a, b) => a + b),

  Equal: onlyFolded('Equal', 19, (a, b) => Number(a === b)),
  Greater: onlyFolded('Greater', 13, (a, b) => Number(a > b)),
  Less: onlyFolded('Less', 13, (a, b) => Number(a < b)),
  And: onlyFolded('And', 7, (a, b) => Number(a !== 0 && b !== 0)),
  Or: onlyFolded('Or', 7, (a, b) => Number(a !== 0 || b !== 0)),
  Not: { reference: { name: 'Not', opset: 1 }, fold: (call) => foldOne(call, (x) => Number(x === 0)) },
  Where: { reference: { name: 'Where', opset: 16 }, fold: foldWhere },
} as const satisfies Record<string, Operator>;

function unary(name: string, opset: number, kernel: KernelName, rule?: (x: number) => number): Operator {
  return {
    reference: { name, opset },
    lower: (call) => unaryKernel(call, kernel, call.view(0)),
    ...(rule === undefined ? {} : { fold: (call: Call) => foldOne(call, rule) }),
  };
}

/** A kernel that changes numbers where they lie, whatever their shape. */
export function unaryKernel(
  { builder }: Call,
  kernel: KernelName,
  view: Extract<Value, { kind: 'view' }>,
  attributes: Readonly<Record<string, unknown>> = {},
) {
  const x = computed(view);
  return { ...builder.emit(kernel, { x }, attributes, x.kind === 'computed' ? x.shape : []), ...shapeOf(view) };
}

function shapeOf({ shape, order }: Extract<Value, { kind: 'view' }>) {
  return { shape, order };
}

function binary(name: string, opset: number, kernel: KernelName, rule: (a: number, b: number) => number): Operator {
  return {
    reference: { name, opset },
    lower: (call) => elementwise(call.builder, kernel, call.value(0), call.value(1)),
    fold: (call) => foldPair(call, rule),
  };
}

function several(name: string, opset: number, kernel: KernelName, rule: (a: number, b: number) => number): Operator {
  return {
    reference: { name, opset },
    lower: (call) => call.inputs.map((_, i) => call.value(i)).reduce((a, b) => combine(call, a, b, kernel, rule)),
    fold: (call) => call.inputs.map((_, i) => call.constant(i, 'terms')).reduce((a, b) => pairwise(a, b, rule)),
  };
}

function combine(call: Call, a: Value, b: Value, kernel: KernelName, rule: (a: number, b: number) => number): Value {
  if (a.kind === 'constant' && b.kind === 'constant') return pairwise(a, b, rule);
  return elementwise(call.builder, kernel, a, b);
}

function onlyFolded(name: string, opset: number, rule: (a: number, b: number) => number): Operator {
  return { reference: { name, opset }, fold: (call) => foldPair(call, rule) };
}

/** By a known number is by its reciprocal, which can become part of a convolution before it. */
function divide(call: Call, a: Value, b: Value): Value {
  if (b.kind === 'view') return elementwise(call.builder, 'RealDiv', a, b);
  return elementwise(
    call.builder,
    'Multiply',
    a,
    floats(
      b.shape,
      Array.from(b.data, (x) => 1 / x),
    ),
  );
}

function power(call: Call): Value {
  const [base, exponent] = [call.value(0), call.value(1)];
  const known = exponent.kind === 'constant' && exponent.data.every((x) => x === exponent.data[0]);
  if (base.kind === 'view' && known && exponent.data[0] === 2) return elementwise(call.builder, 'Multiply', base, base);
  if (base.kind === 'view' && known && exponent.data[0] === 0.5) return unaryKernel(call, 'Sqrt', base);
  return elementwise(call.builder, 'Pow', base, exponent);
}

function foldOne(call: Call, rule: (x: number) => number): Constant {
  const x = call.constant(0, 'input');
  return alike(x, x.shape, Array.from(x.data, rule));
}

function foldPair(call: Call, rule: (a: number, b: number) => number): Constant {
  return pairwise(call.constant(0, 'terms'), call.constant(1, 'terms'), rule);
}

function pairwise(a: Constant, b: Constant, rule: (a: number, b: number) => number): Constant {
  const shape = broadcastShape(a.shape, b.shape);
  const [x, y] = [stretched(a, shape), stretched(b, shape)];
  return alike(
    a,
    shape,
    Array.from(x, (value, i) => rule(value, y[i]!)),
  );
}

/** The numbers of a constant, repeated to a shape it broadcasts to. */
export function stretched({ shape: own, data }: Constant, shape: readonly number[]): Float32Array | Float64Array {
  const strides = stridesOf(own);
  const added = shape.length - own.length;
  return gather(
    data,
    shape,
    shape.map((_, axis) => (axis < added || own[axis - added] === 1 ? 0 : strides[axis - added]!)),
  );
}

function foldWhere(call: Call): Constant {
  const [condition, yes, no] = [0, 1, 2].map((i) => call.constant(i, 'terms')) as [Constant, Constant, Constant];
  const shape = broadcastShape(condition.shape, broadcastShape(yes.shape, no.shape));
  const [a, b, c] = [stretched(condition, shape), stretched(yes, shape), stretched(no, shape)];
  return alike(
    yes,
    shape,
    Array.from(a, (value, i) => (value === 0 ? c[i]! : b[i]!)),
  );
}
