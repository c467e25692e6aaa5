/** Writes small ONNX files for tests; field numbers are those of onnx.proto3. */
import { PbfWriter } from 'pbf';

export interface OnnxGraph {
  /** 17 unless given. */
  readonly opset?: number;
  /** float32 unless `types` says otherwise; a name stands for a length that is left open. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: readonly string[];
  readonly nodes: readonly Node[];
  readonly weights?: Readonly<Record<string, Tensor>>;
  /** Numbers in `TensorProto.DataType`, of inputs and outputs. */
  readonly types?: Readonly<Record<string, number>>;
}

export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly name?: string;
  readonly domain?: string;
}

/** Numbers alone are whole. */
export type Attribute = number | Float | Unwritten | string | readonly number[] | Tensor;

/** A value of 0, which writers of proto3 leave out. */
export interface Unwritten {
  readonly unwritten: 'float' | 'int' | 'string';
}

export interface Float {
  readonly float: number;
}

export interface Tensor {
  readonly shape: readonly number[];
  /** Number in `TensorProto.DataType`. */
  readonly type: number;
  readonly raw: Uint8Array;
  /** Lies in a second file. */
  readonly external?: boolean;
}

const [FLOAT, INT64] = [1, 7];

export function float(value: number): Float {
  return { float: value };
}

export function floats(shape: readonly number[], values: readonly number[] | Float32Array): Tensor {
  return { shape, type: FLOAT, raw: new Uint8Array(Float32Array.from(values).buffer) };
}

export function ints(shape: readonly number[], values: readonly number[]): Tensor {
  return { shape, type: INT64, raw: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) };
}

export function list(...values: readonly number[]): Tensor {
  return ints([values.length], values);
}

export function writeOnnx(graph: OnnxGraph): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeMessage(7, writeGraph, graph);
  writer.writeMessage(8, (version, opset) => opset.writeVarintField(2, version), graph.opset ?? 17);
  for (const domain of new Set(graph.nodes.map((node) => node.domain).filter((each) => each !== undefined))) {
    writer.writeMessage(8, writeDomain, domain);
  }
  return Uint8Array.from(writer.finish());
}

function writeDomain(domain: string, writer: PbfWriter): void {
  writer.writeStringField(1, domain);
  writer.writeVarintField(2, 1);
}

function writeGraph({ nodes, weights = {}, inputs, outputs, types = {} }: OnnxGraph, writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(1, writeNode, node);
  writer.writeStringField(2, 'test');
  for (const [name, tensor] of Object.entries(weights)) writer.writeMessage(5, writeTensor, { name, ...tensor });
  for (const [name, shape] of Object.entries(inputs)) {
    writer.writeMessage(11, writeValue, { name, shape, type: types[name] ?? FLOAT });
  }
  for (const name of outputs) writer.writeMessage(12, writeValue, { name, shape: null, type: types[name] ?? FLOAT });
}

function writeNode({ operator, inputs, outputs, attributes = {}, name, domain }: Node, writer: PbfWriter): void {
  for (const each of inputs) writer.writeStringField(1, each);
  for (const each of outputs) writer.writeStringField(2, each);
  if (name !== undefined) writer.writeStringField(3, name);
  writer.writeStringField(4, operator);
  for (const attribute of Object.entries(attributes)) writer.writeMessage(5, writeAttribute, attribute);
  if (domain !== undefined) writer.writeStringField(7, domain);
}

function writeAttribute([name, value]: readonly [string, Attribute], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  const kinds = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 };
  const kind = (type: keyof typeof kinds) => writer.writeVarintField(20, kinds[type]);
  if (typeof value === 'number') {
    writer.writeVarintField(3, value);
    kind('int');
  } else if (typeof value === 'string') {
    writer.writeStringField(4, value);
    kind('string');
  } else if ('unwritten' in value) {
    kind(value.unwritten);
  } else if ('float' in value) {
    writer.writeFloatField(2, value.float);
    kind('float');
  } else if ('raw' in value) {
    writer.writeMessage(5, writeTensor, { name, ...value });
    kind('tensor');
  } else {
    for (const each of value) writer.writeVarintField(8, each);
    kind('ints');
  }
}

function writeTensor(
  { name, shape, type, raw, external }: Tensor & { readonly name: string },
  writer: PbfWriter,
): void {
  for (const length of shape) writer.writeVarintField(1, length);
  writer.writeVarintField(2, type);
  writer.writeStringField(8, name);
  if (external === true) writer.writeVarintField(14, 1);
  else writer.writeBytesField(9, raw);
}

interface Value {
  readonly name: string;
  readonly shape: readonly (number | string)[] | null;
  readonly type: number;
}

function writeValue(value: Value, writer: PbfWriter): void {
  writer.writeStringField(1, value.name);
  writer.writeMessage(2, (each, type) => type.writeMessage(1, writeTensorType, each), value);
}

function writeTensorType({ shape, type }: Value, writer: PbfWriter): void {
  writer.writeVarintField(1, type);
  if (shape !== null) writer.writeMessage(2, writeShape, shape);
}

function writeShape(shape: readonly (number | string)[], writer: PbfWriter): void {
  for (const length of shape) writer.writeMessage(1, writeDimension, length);
}

function writeDimension(length: number | string, writer: PbfWriter): void {
  if (typeof length === 'number') writer.writeVarintField(1, length);
  else writer.writeStringField(2, length);
}
