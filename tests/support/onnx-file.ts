/** Writes small ONNX files, good ones and ones that a program would not write. Field numbers are those of onnx.proto3. */
import { PbfWriter } from 'pbf';

export interface TinyNode {
  readonly operator: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface TinyWeight {
  readonly name: string;
  readonly shape: readonly number[];
  /** As `TensorProto.DataType` numbers it: 1 float32, 3 int8, 10 float16. */
  readonly type: number;
  /** `null`: the weight is said to lie in a file beside the model. */
  readonly raw: Uint8Array | null;
}

export interface TinyValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface TinyOnnx {
  readonly nodes: readonly TinyNode[];
  readonly weights: readonly TinyWeight[];
  readonly input: TinyValue;
  readonly outputs: readonly TinyValue[];
}

const [FLOAT, EXTERNAL] = [1, 1];
const [INT, INTS] = [2, 7];
const [IR_VERSION, OPSET] = [8, 13];

export function onnxFile(model: TinyOnnx): Uint8Array<ArrayBuffer> {
  const file = new PbfWriter();
  file.writeVarintField(1, IR_VERSION);
  file.writeMessage(7, graph, model);
  file.writeMessage(8, (version, opset) => opset.writeVarintField(2, version), OPSET);
  return new Uint8Array(file.finish());
}

export function float32(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

function graph({ nodes, weights, input, outputs }: TinyOnnx, to: PbfWriter): void {
  for (const each of nodes) to.writeMessage(1, node, each);
  to.writeStringField(2, 'tiny');
  for (const each of weights) to.writeMessage(5, weight, each);
  to.writeMessage(11, value, input);
  for (const each of outputs) to.writeMessage(12, value, each);
}

function node({ operator, domain = '', inputs, output, attributes = {} }: TinyNode, to: PbfWriter): void {
  for (const name of inputs) to.writeStringField(1, name);
  to.writeStringField(2, output);
  to.writeStringField(4, operator);
  for (const entry of Object.entries(attributes)) to.writeMessage(5, attribute, entry);
  to.writeStringField(7, domain);
}

function attribute([name, given]: readonly [string, number | readonly number[]], to: PbfWriter): void {
  to.writeStringField(1, name);
  if (typeof given === 'number') to.writeVarintField(3, given);
  else for (const int of given) to.writeVarintField(8, int);
  to.writeVarintField(20, typeof given === 'number' ? INT : INTS);
}

function weight({ name, shape, type, raw }: TinyWeight, to: PbfWriter): void {
  for (const length of shape) to.writeVarintField(1, length);
  to.writeVarintField(2, type);
  to.writeStringField(8, name);
  if (raw !== null) {
    to.writeBytesField(9, raw);
  } else {
    to.writeMessage(13, place, ['location', 'weights.bin']);
    to.writeVarintField(14, EXTERNAL);
  }
}

function place([key, text]: readonly [string, string], to: PbfWriter): void {
  to.writeStringField(1, key);
  to.writeStringField(2, text);
}

function value({ name, shape }: TinyValue, to: PbfWriter): void {
  to.writeStringField(1, name);
  to.writeMessage(2, (lengths, type) => type.writeMessage(1, tensorType, lengths), shape);
}

function tensorType(shape: TinyValue['shape'], to: PbfWriter): void {
  to.writeVarintField(1, FLOAT);
  to.writeMessage(2, (lengths, list) => lengths.forEach((length) => list.writeMessage(1, dimension, length)), shape);
}

function dimension(length: number | string, to: PbfWriter): void {
  if (typeof length === 'number') to.writeVarintField(1, length);
  else to.writeStringField(2, length);
}
