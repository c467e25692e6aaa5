/** The two halves of a TensorFlow.js GraphModel: the graph in `model.json`, and the weights in its shards. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Constant, floats, ints, sizeOf } from '#engines/network/constant.ts';
import { fromHalf } from '#engines/onnx/half.ts';
import { unpackGraphModel } from '#engines/graph-model/unpack.ts';

const attribute = v.record(v.string(), v.unknown());
const node = v.object({
  name: v.string(),
  op: v.string(),
  input: v.optional(v.array(v.string()), []),
  attr: v.optional(v.record(v.string(), attribute), {}),
});
const weight = v.object({
  name: v.string(),
  shape: v.array(v.number()),
  dtype: v.string(),
  quantization: v.optional(
    v.object({ dtype: v.string(), scale: v.optional(v.number(), 1), min: v.optional(v.number(), 0) }),
  ),
});
const signature = v.record(v.string(), v.object({ name: v.optional(v.string()) }));
const modelJson = v.object({
  format: v.optional(v.string()),
  modelTopology: v.object({ node: v.array(node) }),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(weight) })),
  signature: v.optional(v.nullable(v.object({ outputs: v.optional(signature) }))),
});

export type GraphNode = v.InferOutput<typeof node>;

export interface GraphModel {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, Constant>;
  /** As the signature lists them, with `:0` and the like cut off; `null` without a signature. */
  readonly outputs: readonly string[] | null;
}

/** @throws WorkbenchError `model/malformed`, `model/unsupported` */
export function readGraphModel(packed: Uint8Array, fileName: string): GraphModel {
  const { modelJson: text, shards } = unpackGraphModel(packed, fileName);
  const json = parse(text, fileName);
  const weights = new Map<string, Constant>();
  for (const { paths, weights: specs } of json.weightsManifest) {
    const bytes = joined(paths, shards, fileName);
    const needed = specs.reduce((sum, spec) => sum + sizeOf(spec.shape) * widthOf(spec, fileName), 0);
    if (bytes.length !== needed) throw wrongLength(fileName, paths, bytes.length, needed);
    let at = 0;
    for (const spec of specs) {
      const end = at + sizeOf(spec.shape) * widthOf(spec, fileName);
      weights.set(spec.name, constantOf(spec, bytes.slice(at, end).buffer));
      at = end;
    }
  }
  const outputs = Object.entries(json.signature?.outputs ?? {}).map(([key, { name }]) => (name ?? key).split(':')[0]!);
  return { nodes: json.modelTopology.node, weights, outputs: outputs.length === 0 ? null : outputs };
}

function parse(text: Uint8Array, fileName: string): v.InferOutput<typeof modelJson> {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder().decode(text));
  } catch (cause) {
    throw malformed(fileName, 'its model.json is no JSON', cause);
  }
  const layers = v.safeParse(v.object({ format: v.literal('layers-model') }), given);
  if (layers.success) {
    throw new WorkbenchError(
      'model/unsupported',
      `${fileName} is a TensorFlow.js layers model. Convert it to a graph model (tensorflowjs_converter --output_format=tfjs_graph_model).`,
      { details: { file: fileName } },
    );
  }
  const { success, output, issues } = v.safeParse(modelJson, given);
  if (success) return output;
  throw malformed(fileName, `its model.json lacks what a graph model has (${v.getDotPath(issues[0]) ?? 'the top'})`);
}

function joined(paths: readonly string[], shards: ReadonlyMap<string, Uint8Array>, fileName: string): Uint8Array {
  const parts = paths.map((path) => {
    const shard = shards.get(path);
    if (shard === undefined) throw malformed(fileName, `its shard ${path} is missing`);
    return shard;
  });
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

type Spec = v.InferOutput<typeof weight>;

/** Of one number in a shard, bytes. */
const widths: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, float16: 2, uint16: 2, uint8: 1 };

function widthOf({ name, dtype, quantization }: Spec, fileName: string): number {
  const stored = quantization?.dtype ?? dtype;
  const width = widths[stored];
  if (width !== undefined) return width;
  throw new WorkbenchError('model/unsupported', `${fileName} cannot be read: its weight ${name} is of ${stored}.`, {
    details: { file: fileName, weight: name },
  });
}

/** Quantised numbers are a scale and a shift away from what they stand for. */
function constantOf({ shape, dtype, quantization }: Spec, bytes: ArrayBuffer): Constant {
  const make = dtype === 'float32' ? floats : ints;
  const stored = storedNumbers(quantization?.dtype ?? dtype, bytes);
  if (quantization === undefined || quantization.dtype === 'float16') return make(shape, stored);
  const { scale, min } = quantization;
  const numbers = Array.from(stored, (value) => value * scale + min);
  return make(shape, dtype === 'float32' ? numbers : numbers.map(Math.round));
}

function storedNumbers(dtype: string, bytes: ArrayBuffer): ArrayLike<number> {
  if (dtype === 'float32') return new Float32Array(bytes);
  if (dtype === 'int32') return new Int32Array(bytes);
  if (dtype === 'float16') return Array.from(new Uint16Array(bytes), fromHalf);
  return dtype === 'uint16' ? new Uint16Array(bytes) : new Uint8Array(bytes);
}

function wrongLength(fileName: string, paths: readonly string[], found: number, needed: number): WorkbenchError {
  const which = paths.length === 1 ? `shard ${paths[0]!} has` : `shards ${paths[0]!} to ${paths.at(-1)!} have`;
  return malformed(fileName, `its ${which} ${found} bytes instead of ${needed}`);
}

function malformed(fileName: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'model/malformed',
    `${fileName} is a TensorFlow.js model that is damaged: ${why}. Add model.json and all of its shards again.`,
    { details: { file: fileName }, cause },
  );
}
