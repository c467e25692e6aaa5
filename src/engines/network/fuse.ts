/**
 * Makes fewer kernels of a network: what scales, shifts, bends or pads around a convolution becomes part of it. Every
 * rule is exact but for rounding.
 */
import { type Constant, floats, sizeOf } from '#engines/network/constant.ts';
import { type Computed, type Network, type Operand, type Step, operandsOf } from '#engines/network/network.ts';

export function fuse(network: Network): Network {
  const uses = usesOf(network);
  const steps: Step[] = [];
  /** The output of a step that is part of another now, and that other's. */
  const replaced = new Map<number, number>();
  const byOutput = new Map<number, number>();

  for (const original of network.steps) {
    const step = renamed(original, replaced);
    const rule = rules[step.kernel];
    const before = rule === undefined ? undefined : onlySource(step);
    const index = before === undefined ? undefined : byOutput.get(before);
    const joined = index === undefined || uses.get(before!) !== 1 ? null : rule!(steps[index]!, step);
    if (joined === null) {
      byOutput.set(step.output, steps.push(step) - 1);
      continue;
    }
    steps[index!] = { ...joined, output: before! };
    replaced.set(step.output, before!);
    uses.set(before!, uses.get(step.output) ?? 0);
  }
  const outputs = network.outputs.map((output) => ({ ...output, operand: renameOperand(output.operand, replaced) }));
  return pruned({ ...network, steps, outputs });
}

function usesOf({ steps, outputs }: Network): Map<number, number> {
  const uses = new Map<number, number>();
  const count = (operand: Operand) => {
    if (operand.kind === 'computed') uses.set(operand.id, (uses.get(operand.id) ?? 0) + 1);
  };
  for (const step of steps) operandsOf(step).forEach(count);
  for (const { operand } of outputs) count(operand);
  return uses;
}

function renameOperand(operand: Operand, replaced: ReadonlyMap<number, number>): Operand {
  return operand.kind === 'weight' ? operand : { ...operand, id: replaced.get(operand.id) ?? operand.id };
}

function renamed(step: Step, replaced: ReadonlyMap<number, number>): Step {
  const rename = (operand: Operand) => renameOperand(operand, replaced);
  const inputs = Array.isArray(step.inputs)
    ? (step.inputs as readonly Operand[]).map(rename)
    : Object.fromEntries(Object.entries(step.inputs).map(([name, operand]) => [name, rename(operand)]));
  return { ...step, inputs };
}

/** The one computed value a step takes. */
function onlySource(step: Step): number | undefined {
  const sources = operandsOf(step).filter((operand) => operand.kind === 'computed');
  return sources.length === 1 ? sources[0]!.id : undefined;
}

/** @returns Both steps as one, or `null` when they are none. */
type Rule = (before: Step, after: Step) => Step | null;

const rules: Readonly<Record<string, Rule>> = {
  Multiply: (before, after) => scaled(before, after, (x) => x),
  Add: (before, after) => shifted(before, after, (x) => x),
  Sub: (before, after) => (firstIsComputed(after) ? shifted(before, after, (x) => -x) : null),
  Relu: (before) => bent(before, 'relu'),
  Relu6: (before) => bent(before, 'relu6'),
  LeakyRelu: (before, after) => bent(before, 'leakyrelu', { leakyreluAlpha: after.attributes['alpha'] }),
  StridedSlice: sliceOfSlice,
  FusedConv2D: padInto,
  FusedDepthwiseConv2D: padInto,
};

interface Convolution {
  readonly step: Step;
  readonly inputs: Readonly<Record<string, Operand>>;
  readonly filter: Constant;
  readonly bias: Constant;
}

/** A convolution that nothing has bent yet. */
function convolutionOf(step: Step): Convolution | null {
  if (step.kernel !== 'FusedConv2D' && step.kernel !== 'FusedDepthwiseConv2D') return null;
  if (step.attributes['activation'] !== 'linear') return null;
  const inputs = step.inputs as Readonly<Record<string, Operand>>;
  const [filter, bias] = [inputs['filter']!, inputs['bias']!];
  if (filter.kind !== 'weight' || bias.kind !== 'weight') return null;
  return { step, inputs, filter: filter.constant, bias: bias.constant };
}

/** A known number for each channel, or one for all, where channels lie last; `null` when it is something else. */
function factorsOf(after: Step, channels: number): readonly number[] | null {
  const known = operandsOf(after).find((operand) => operand.kind === 'weight');
  if (known?.kind !== 'weight') return null;
  const { shape, data } = known.constant;
  if (sizeOf(shape) === 1) return new Array<number>(channels).fill(data[0]!);
  return shape.length === 1 && shape[0] === channels ? Array.from(data) : null;
}

function seenAsMade(before: Step, after: Step): boolean {
  const source = operandsOf(after).find((operand) => operand.kind === 'computed');
  return source?.kind === 'computed' && source.shape.at(-1) === before.shape.at(-1);
}

function scaled(before: Step, after: Step, turn: (x: number) => number): Step | null {
  const convolution = convolutionOf(before);
  const channels = before.shape.at(-1)!;
  const factors = factorsOf(after, channels)?.map(turn);
  if (convolution === null || factors === undefined || !seenAsMade(before, after)) return null;
  const { inputs, filter, bias } = convolution;
  return withWeights(before, inputs, {
    filter: floats(
      filter.shape,
      filter.data.map((x, i) => x * factors[i % channels]!),
    ),
    bias: floats(
      bias.shape,
      bias.data.map((x, i) => x * factors[i]!),
    ),
  });
}

function shifted(before: Step, after: Step, turn: (x: number) => number): Step | null {
  const convolution = convolutionOf(before);
  const offsets = factorsOf(after, before.shape.at(-1)!)?.map(turn);
  if (convolution === null || offsets === undefined || !seenAsMade(before, after)) return null;
  const { inputs, bias } = convolution;
  return withWeights(before, inputs, {
    bias: floats(
      bias.shape,
      bias.data.map((x, i) => x + offsets[i]!),
    ),
  });
}

function firstIsComputed(step: Step): boolean {
  return operandsOf(step)[0]!.kind === 'computed';
}

function withWeights(step: Step, inputs: Convolution['inputs'], weights: Readonly<Record<string, Constant>>): Step {
  const operands = Object.entries(weights).map(([name, constant]) => [name, { kind: 'weight', constant }] as const);
  return { ...step, inputs: { ...inputs, ...Object.fromEntries(operands) } };
}

function bent(before: Step, activation: string, more: Readonly<Record<string, unknown>> = {}): Step | null {
  if (convolutionOf(before) === null) return null;
  return { ...before, attributes: { ...before.attributes, activation, ...more } };
}

/** Zeros around the picture are what a convolution pads with anyway. */
function padInto(before: Step, after: Step): Step | null {
  if (before.kernel !== 'PadV2' || before.attributes['constantValue'] !== 0) return null;
  const added = before.attributes['paddings'] as readonly (readonly [number, number])[];
  const own = after.attributes['pad'] as readonly (readonly [number, number])[];
  if (added.length !== 4 || [0, 3].some((axis) => added[axis]!.some((width) => width !== 0))) return null;
  const pad = own.map(([from, to], axis) => [from + added[axis]![0], to + added[axis]![1]]);
  const inputs = after.inputs as Readonly<Record<string, Operand>>;
  const source = inputs['x']!;
  if (source.kind === 'weight' || source.shape.join() !== before.shape.join()) return null;
  return {
    ...after,
    inputs: { ...inputs, x: (before.inputs as Readonly<Record<string, Operand>>)['x']! },
    attributes: { ...after.attributes, pad },
  };
}

/** A part of a part is a part. */
function sliceOfSlice(before: Step, after: Step): Step | null {
  if (before.kernel !== 'StridedSlice' || after.kernel !== 'StridedSlice') return null;
  const [outer, inner] = [stridesOfStep(before), stridesOfStep(after)];
  if (before.shape.join() !== (operandsOf(after)[0] as Computed).shape.join()) return null;
  const begin = outer.begin.map((from, axis) => from + inner.begin[axis]! * outer.strides[axis]!);
  const strides = outer.strides.map((stride, axis) => stride * inner.strides[axis]!);
  const end = begin.map((from, axis) => from + (after.shape[axis]! - 1) * strides[axis]! + 1);
  return { ...after, inputs: before.inputs, attributes: { ...after.attributes, begin, end, strides } };
}

interface Strides {
  readonly begin: readonly number[];
  readonly strides: readonly number[];
}

function stridesOfStep({ attributes }: Step): Strides {
  return attributes as unknown as Strides;
}

/** Without steps whose output nobody uses. */
function pruned(network: Network): Network {
  const wanted = new Set<number>();
  const want = (operand: Operand) => {
    if (operand.kind === 'computed') wanted.add(operand.id);
  };
  for (const { operand } of network.outputs) want(operand);
  const steps: Step[] = [];
  for (const step of network.steps.toReversed()) {
    if (!wanted.has(step.output)) continue;
    operandsOf(step).forEach(want);
    steps.push(step);
  }
  return { ...network, steps: steps.reverse() };
}
