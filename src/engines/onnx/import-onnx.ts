import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { NetworkBuilder, type Value, type View, axesOf, computed, weight } from '#engines/network/builder.ts';
import type { Constant } from '#engines/network/constant.ts';
import { fuse } from '#engines/network/fuse.ts';
import type { Network, NetworkOutput } from '#engines/network/network.ts';
import { Call, Unsupported } from '#engines/onnx/call.ts';
import { missingOperators } from '#engines/onnx/missing-operators.ts';
import type { OnnxModel, OnnxNode, OnnxValue } from '#engines/onnx/model.ts';
import { operators } from '#engines/onnx/operators.ts';

export interface ImportOptions {
  readonly fileName: string;
  /** Frames at once. A file that was written for one is run with more where its shapes allow it; 1 unless given. */
  readonly batch?: number;
  /** The input of four axes lies in memory as batch, height, width, channels, whatever the file says. */
  readonly channelsLast?: boolean;
}

/**
 * The network of an ONNX file for TensorFlow.js: shapes computed, channels last inside, layers fused.
 *
 * @throws WorkbenchError `model/unsupported` with all that is missing.
 */
export function importOnnx(model: OnnxModel, { fileName, batch = 1, channelsLast = false }: ImportOptions): Network {
  const nodes = needed(model);
  const missing = missingOperators(nodes, fileName);
  if (missing !== null) throw missing;

  const input = inputOf(model, fileName);
  const declared = input.shape![0];
  const shape = input.shape!.map((length, axis) => (axis === 0 ? batchOf(length, batch) : Number(length)));
  const repeated = typeof declared === 'number' && declared !== shape[0] ? batch : 1;
  const order = channelsLast && isChannelsFirst(shape) ? [0, 2, 3, 1] : axesOf(shape);

  const builder = new NetworkBuilder();
  const values = new Map<string, Value>(model.weights);
  values.set(input.name, { kind: 'view', id: 0, shape, order });
  for (const node of nodes) {
    builder.node = node.name;
    const given = node.inputs.map((name) => (name === '' ? null : (values.get(name) ?? null)));
    const outputs = outputsOf(new Call(node, given, builder, { opset: model.opset, batch: repeated }), fileName);
    for (const [i, name] of node.outputs.entries()) if (outputs[i] !== undefined) values.set(name, outputs[i]);
  }
  builder.node = 'the output';
  const outputs = model.outputs.map(({ name }) => outputOf(builder, name, values.get(name), fileName));
  return fuse({
    input: { name: input.name, shape, stored: order.map((axis) => shape[axis]!) },
    steps: builder.steps,
    outputs,
  });
}

/** The nodes that lead to an output, in the order of the file, which is one of computation (IR specification). */
export function needed({ nodes, outputs }: OnnxModel): OnnxNode[] {
  const wanted = new Set(outputs.map(({ name }) => name));
  const kept: OnnxNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue;
    for (const name of node.inputs) wanted.add(name);
    kept.push(node);
  }
  return kept.reverse();
}

function inputOf({ inputs }: OnnxModel, fileName: string): OnnxValue {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0) {
    const names = inputs.map(({ name }) => name).join(', ');
    throw unsupported(
      fileName,
      `it takes ${inputs.length} inputs (${names}), and OpenAisle gives a picture and nothing else`,
    );
  }
  const open = input.shape === null ? null : input.shape.slice(1).filter((length) => typeof length === 'string');
  if (open?.length !== 0) {
    const shape = input.shape === null ? 'no shape' : `the shape [${input.shape.join(', ')}]`;
    throw unsupported(
      fileName,
      `its input ${input.name} has ${shape}; export it with fixed lengths (only the first, the batch, may be open)`,
    );
  }
  if (!['float32', 'float16', 'bfloat16', 'float64'].includes(input.type)) {
    throw unsupported(fileName, `its input ${input.name} is ${input.type}; export it with a float32 input`);
  }
  return input;
}

/** Of four axes the second is channels, unless the last one is: pictures have three. */
function isChannelsFirst(shape: readonly number[]): boolean {
  return shape.length === 4 && !(shape[3] === 3 && shape[1] !== 3);
}

function batchOf(declared: number | string | undefined, batch: number): number {
  return declared === 1 || typeof declared === 'string' ? batch : (declared ?? 1);
}

/** @throws WorkbenchError `model/unsupported` */
export function outputsOf(call: Call, fileName: string): readonly Value[] {
  const { node } = call;
  const { fold, lower } = operators[node.operator]!;
  const known = call.inputs.every((value) => value?.kind !== 'view');
  try {
    const way = known ? (fold ?? lower) : lower;
    if (way === undefined) throw new Unsupported('depends on the picture, and can only be computed beforehand');
    const outputs = way(call);
    return Array.isArray(outputs) ? (outputs as readonly Value[]) : [outputs as Value];
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    throw unsupported(fileName, `its node ${node.name} (${node.operator}) ${cause.message}`, cause);
  }
}

function outputOf(builder: NetworkBuilder, name: string, value: Value | undefined, fileName: string): NetworkOutput {
  if (value === undefined) throw unsupported(fileName, `nothing in it computes its output ${name}`);
  if (value.kind === 'constant') return { name, shape: value.shape, operand: weight(value satisfies Constant) };
  const view: View = builder.inOrder(value, axesOf(value.shape));
  return { name, shape: view.shape, operand: computed(view, view.shape) };
}

function unsupported(fileName: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('model/unsupported', `${fileName} cannot be run: ${why}.`, {
    details: { file: fileName },
    cause,
  });
}
