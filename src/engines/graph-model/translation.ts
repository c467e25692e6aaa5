import type { Constant } from '#engines/network/constant.ts';
import type { GraphNode } from '#engines/graph-model/read-graph-model.ts';
import { sourceOf } from '#engines/graph-model/static-part.ts';
import { Unsupported } from '#engines/onnx/call.ts';
import type { Attribute, OnnxNode } from '#engines/onnx/model.ts';

/** One node of the graph, while it is translated. */
export class Translation {
  readonly node: GraphNode;
  readonly nodes: OnnxNode[] = [];
  readonly weights: Map<string, Constant>;

  constructor(node: GraphNode, weights: Map<string, Constant>) {
    this.node = node;
    this.weights = weights;
  }

  /** Names of what goes in, without what is only waited for. */
  get inputs(): string[] {
    return this.node.input.filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/u, ''));
  }

  /** Adds an operator. @returns The name of its output. */
  add(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    outputs?: string[],
  ): string {
    const names = outputs ?? [`${this.node.name}/${this.nodes.length}`];
    const { name } = this.node;
    this.nodes.push({
      name,
      operator,
      domain: '',
      inputs,
      outputs: names,
      attributes: new Map(Object.entries(attributes)),
    });
    return names[0]!;
  }

  /** The node's output is this. */
  finish(value: string): void {
    this.add('Identity', [value], {}, [this.node.name]);
  }

  /** A weight made here. @returns Its name. */
  weight(constant: Constant): string {
    const name = `${this.node.name}/weight${this.weights.size}`;
    this.weights.set(name, constant);
    return name;
  }

  /** @param what - Of the operation, as a person would call it. */
  known(index: number, what: string): Constant {
    const constant = this.weights.get(sourceOf(this.inputs[index] ?? ''));
    if (constant === undefined) throw new Unsupported(`computes its ${what} from the picture`);
    return constant;
  }

  numbers(index: number, what: string): number[] {
    return Array.from(this.known(index, what).data);
  }

  number(name: string, unless: number): number {
    const { i, f, b } = (this.node.attr[name] ?? {}) as { i?: string | number; f?: number; b?: boolean };
    return b === undefined ? Number(i ?? f ?? unless) : Number(b);
  }

  list(name: string): number[] {
    const { list } = (this.node.attr[name] ?? {}) as { list?: { i?: (string | number)[] } };
    return (list?.i ?? []).map(Number);
  }

  /** Texts are in base64. */
  word(name: string, unless: string): string {
    const { s } = (this.node.attr[name] ?? {}) as { s?: string };
    return s === undefined ? unless : atob(s);
  }

  words(name: string): string[] {
    const { list } = (this.node.attr[name] ?? {}) as { list?: { s?: string[] } };
    return (list?.s ?? []).map((text) => atob(text));
  }
}

/** What one operation becomes. @returns The name of its output; `null` when it has named its outputs itself. */
export type Translate = (translation: Translation) => string | null;

/** An operation that ONNX has too, inputs in the same order. */
export const one =
  (operator: string): Translate =>
  (t) =>
    t.add(operator, t.inputs);
