import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Constant } from '#engines/network/constant.ts';
import { type GraphNode, readGraphModel } from '#engines/graph-model/read-graph-model.ts';
import { type Cut, cutBefore, inOrder, isDynamic, sourceOf } from '#engines/graph-model/static-part.ts';
import { Translation } from '#engines/graph-model/translation.ts';
import { translations } from '#engines/graph-model/translations.ts';
import { Unsupported } from '#engines/onnx/call.ts';
import type { OnnxModel, OnnxNode, OnnxValue } from '#engines/onnx/model.ts';

/** Of the operators that the translations use. */
const OPSET = 18;

/**
 * A packed TensorFlow.js GraphModel as the graph of an ONNX file. The loop that resizes pictures, where there is one, is
 * left out: the input is then what came out of it, under the name the file gives its input.
 *
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export function graphToOnnx(packed: Uint8Array, fileName: string): OnnxModel {
  const model = readGraphModel(packed, fileName);
  const nodes = new Map(model.nodes.map((node) => [node.name, node]));
  const outputs = model.outputs ?? ends(model.nodes);
  const all = inOrder(nodes, outputs);
  const placeholder = inputOf(all, fileName);
  const cut = all.some(isDynamic) ? cutBefore(nodes, outputs, model.weights) : null;
  const kept = cut === null ? all : inOrder(nodes, outputs, cut.at);
  const weights = new Map(model.weights);
  const input = cut?.at ?? placeholder.name;
  return {
    irVersion: 8,
    producer: 'TensorFlow.js',
    opset: OPSET,
    nodes: [
      ...(cut === null ? [] : [identity(placeholder.name, cut.at)]),
      ...kept.filter(({ name }) => name !== input).flatMap((node) => translated(node, weights, fileName)),
    ],
    weights,
    inputs: [inputValue(placeholder, cut)],
    outputs: outputs.map((name) => ({ name, type: 'float32', shape: null })),
  };
}

/** Nodes that nobody uses: what a model says when it has no signature. */
function ends(nodes: readonly GraphNode[]): string[] {
  const used = new Set(nodes.flatMap(({ input }) => input.map(sourceOf)));
  return nodes.filter(({ name, op }) => !used.has(name) && op !== 'Const' && op !== 'NoOp').map(({ name }) => name);
}

function inputOf(nodes: readonly GraphNode[], fileName: string): GraphNode {
  const [first, ...more] = nodes.filter(({ op }) => op === 'Placeholder');
  if (first !== undefined && more.length === 0) return first;
  throw new WorkbenchError(
    'model/unsupported',
    `${fileName} cannot be run: it takes ${first === undefined ? 'no input' : `${more.length + 1} inputs`}, and OpenAisle gives a picture and nothing else.`,
    { details: { file: fileName } },
  );
}

/** Whole numbers are taken as floats of the same value. */
function inputValue({ name, attr }: GraphNode, cut: Cut | null): OnnxValue {
  if (cut !== null) return { name, type: 'float32', shape: ['N', ...cut.size, 3] };
  const { shape } = (attr['shape'] ?? {}) as { shape?: { dim?: { size?: string | number }[] } };
  const lengths = (shape?.dim ?? []).map(({ size }) => Number(size ?? 1));
  return { name, type: 'float32', shape: lengths.map((length) => (length < 0 ? 'N' : length)) };
}

function identity(from: string, to: string): OnnxNode {
  return { name: to, operator: 'Identity', domain: '', inputs: [from], outputs: [to], attributes: new Map() };
}

/** What has no translation stays what it is, and is listed as missing. */
function translated(node: GraphNode, weights: Map<string, Constant>, fileName: string): readonly OnnxNode[] {
  if (node.op === 'Const' || weights.has(node.name)) return [];
  const translate = Object.hasOwn(translations, node.op) ? translations[node.op] : undefined;
  const translation = new Translation(node, weights);
  if (translate === undefined) {
    const outputs = [node.name];
    return [
      {
        name: node.name,
        operator: node.op,
        domain: 'TensorFlow',
        inputs: translation.inputs,
        outputs,
        attributes: new Map(),
      },
    ];
  }
  try {
    const output = translate(translation);
    if (output !== null) translation.finish(output);
  } catch (cause) {
    if (!(cause instanceof Unsupported)) throw cause;
    throw new WorkbenchError(
      'model/unsupported',
      `${fileName} cannot be run: its node ${node.name} (${node.op}) ${cause.message}.`,
      {
        details: { file: fileName },
        cause,
      },
    );
  }
  return translation.nodes;
}
