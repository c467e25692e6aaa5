/**
 * A network of convolutions does not care how large its picture is, but exporters write down what they saw: the shapes of
 * one size. Here the same graph is run past two sizes at once, as shapes alone, and what was written down for the first
 * becomes what it would have been for the second. Where that cannot be told, the model has one size.
 */
import type { Size } from '#core/detection/letterbox.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { NetworkBuilder, type Value, axesOf } from '#engines/network/builder.ts';
import type { Constant } from '#engines/network/constant.ts';
import { assertFits } from '#engines/onnx/assert-fits.ts';
import { baked } from '#engines/onnx/baked.ts';
import { Call, Unsupported } from '#engines/onnx/call.ts';
import { needed, outputsOf } from '#engines/onnx/import-onnx.ts';
import type { OnnxModel, OnnxNode } from '#engines/onnx/model.ts';

/**
 * The model as it would have been exported for pictures of `size`. What it finds at a size it was not trained at is not
 * looked at here: that is what `sizes` in the catalogue are for.
 *
 * @param size - px
 * @param model - Its input is `[batch, 3, height, width]`, of fixed height and width.
 * @throws WorkbenchError `model/unsupported` naming the node that knows one size only.
 */
export function resizeModel(model: OnnxModel, size: Size, fileName: string): OnnxModel {
  const [input, ...more] = model.inputs;
  const shape = input?.shape;
  if (shape?.length !== 4 || more.length > 0 || shape.slice(1).some((length) => typeof length === 'string')) {
    throw oneSize(fileName, 'its input is not one picture of fixed size, channels first');
  }
  const [batch, channels, height, width] = shape as [number | string, number, number, number];
  const zoom = { height: size.height / height, width: size.width / width };
  const other: OnnxModel = {
    ...model,
    inputs: [{ ...input!, shape: [batch, channels, size.height, size.width] }],
  };
  const [before, after] = [new Trace(model, fileName), new Trace(other, fileName)];
  const weights = new Map<string, Constant>(model.weights);
  const nodes: OnnxNode[] = [];
  for (const node of needed(model)) {
    try {
      const sides = { before: before.inputsOf(node), after: after.inputsOf(node) };
      const replaced = baked(node, sides, zoom);
      const inputs = node.inputs.map((name, i) => {
        const constant = replaced.get(i);
        if (constant === undefined) return name;
        const own = `${name} of ${node.name}`;
        weights.set(own, constant);
        after.know(own, constant);
        return own;
      });
      const resized = { ...node, inputs };
      assertFits(node, { before: sides.before, after: after.inputsOf(resized) });
      before.run(node);
      after.run(resized);
      nodes.push(resized);
    } catch (cause) {
      if (!(cause instanceof Unsupported)) throw cause;
      throw oneSize(fileName, `its node ${node.name} (${node.operator}) ${cause.message}`, cause);
    }
  }
  const outputs = model.outputs.map((output) => ({ ...output, shape: after.shapeOf(output.name) }));
  return { ...other, nodes, weights, outputs };
}

/** The shapes of everything in a graph, as it is imported for one frame. */
class Trace {
  readonly #builder = new NetworkBuilder();
  readonly #values: Map<string, Value>;
  readonly #model: OnnxModel;
  readonly #fileName: string;

  constructor(model: OnnxModel, fileName: string) {
    const { name, shape } = model.inputs[0]!;
    const lengths = shape!.map((length) => (typeof length === 'number' ? length : 1));
    this.#model = model;
    this.#fileName = fileName;
    this.#values = new Map<string, Value>(model.weights);
    this.#values.set(name, { kind: 'view', id: 0, shape: lengths, order: axesOf(lengths) });
  }

  know(name: string, constant: Constant): void {
    this.#values.set(name, constant);
  }

  inputsOf(node: OnnxNode): readonly (Value | null)[] {
    return node.inputs.map((name) => this.#values.get(name) ?? null);
  }

  shapeOf(name: string): readonly number[] | null {
    return this.#values.get(name)?.shape ?? null;
  }

  run(node: OnnxNode): void {
    const call = new Call(node, this.inputsOf(node), this.#builder, { opset: this.#model.opset, batch: 1 });
    const outputs = outputsOf(call, this.#fileName);
    for (const [i, name] of node.outputs.entries()) if (outputs[i] !== undefined) this.#values.set(name, outputs[i]);
  }
}

function oneSize(fileName: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('model/unsupported', `${fileName} runs at the size it was made for alone: ${why}.`, {
    details: { file: fileName },
    cause,
  });
}
