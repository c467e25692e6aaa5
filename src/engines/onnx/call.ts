import { type Constant, sizeOf } from '#engines/network/constant.ts';
import type { NetworkBuilder, Value, View } from '#engines/network/builder.ts';
import type { OnnxNode } from '#engines/onnx/model.ts';

/** An operator in the table of operators. Twins: each is one entry with one of the two ways, or both. */
export interface Operator {
  /** Its page in the specification, https://onnx.ai/onnx/operators, and the newest version that was read for this. */
  readonly reference: { readonly name: string; readonly opset: number };
  /** Adds what computes the node to the network. @throws Unsupported */
  readonly lower?: (call: Call) => Value | readonly Value[];
  /** Of a node whose inputs are all known: its outputs. Shapes are computed so, when the file is read. */
  readonly fold?: (call: Call) => Constant | readonly Constant[];
}

/** What of the specification an entry leaves out; a person reads it after the name of the node. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** One node with its inputs, for whoever imports it. */
export class Call {
  readonly node: OnnxNode;
  readonly inputs: readonly (Value | null)[];
  readonly builder: NetworkBuilder;
  /** Version of the operator set of the file. */
  readonly opset: number;
  /** Frames that go through at once, where the file was written for one; 1 otherwise. */
  readonly batch: number;

  constructor(
    node: OnnxNode,
    inputs: readonly (Value | null)[],
    builder: NetworkBuilder,
    { opset, batch }: { opset: number; batch: number },
  ) {
    this.node = node;
    this.inputs = inputs;
    this.builder = builder;
    this.opset = opset;
    this.batch = batch;
  }

  has(index: number): boolean {
    return this.inputs[index] != null;
  }

  value(index: number): Value {
    const value = this.inputs[index];
    if (value == null) throw new Unsupported(`lacks its input ${index + 1}`);
    return value;
  }

  /** @param what - Of the operator, as a person would call it. */
  view(index: number, what = 'input'): View {
    const value = this.value(index);
    if (value.kind === 'constant') throw new Unsupported(`has as its ${what} what does not depend on the picture`);
    return value;
  }

  /** @param what - Of the operator, as a person would call it. */
  constant(index: number, what: string): Constant {
    const value = this.value(index);
    if (value.kind === 'view') throw new Unsupported(`computes its ${what} from the picture`);
    return value;
  }

  numbers(index: number, what: string): number[] {
    return Array.from(this.constant(index, what).data);
  }

  /** A number that may be left out. */
  number(index: number, what: string, unless: number): number {
    if (!this.has(index)) return unless;
    const constant = this.constant(index, what);
    return sizeOf(constant.shape) === 1 ? constant.data[0]! : unless;
  }

  attribute(name: string, unless: number): number {
    const value = this.node.attributes.get(name);
    return typeof value === 'number' ? value : unless;
  }

  list(name: string): readonly number[] | null {
    const value = this.node.attributes.get(name);
    return Array.isArray(value) ? (value as readonly number[]) : null;
  }

  word(name: string, unless: string): string {
    const value = this.node.attributes.get(name);
    return typeof value === 'string' ? value : unless;
  }

  tensor(name: string): Constant | null {
    const value = this.node.attributes.get(name);
    return typeof value === 'object' && 'kind' in value ? value : null;
  }

  /** Axes that became an input in a later version of their operator. */
  axes(index: number): readonly number[] | null {
    return this.has(index) ? this.numbers(index, 'axes') : this.list('axes');
  }
}

/** Counted from the end when negative, as ONNX allows everywhere. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
