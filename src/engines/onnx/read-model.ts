/** ONNX's protocol buffers, field by field: the numbers are those of onnx.proto3. */
import { PbfReader } from 'pbf';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Constant } from '#engines/network/constant.ts';
import type { Attribute, OnnxModel, OnnxNode, OnnxValue } from '#engines/onnx/model.ts';
import { type ReadField, inside } from '#engines/onnx/message.ts';
import { elementName, readTensor } from '#engines/onnx/read-tensor.ts';

/** @throws WorkbenchError `model/malformed`, or `model/unsupported` for weights outside the file or of other kinds. */
export function readOnnx(bytes: Uint8Array, fileName: string): OnnxModel {
  try {
    return modelOf(bytes, fileName);
  } catch (cause) {
    if (cause instanceof WorkbenchError) throw cause;
    throw malformed(fileName, 'it ends in the middle or was never one', cause);
  }
}

function malformed(fileName: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'model/malformed',
    `${fileName} cannot be opened as an ONNX model: ${why}. Download or export it again.`,
    { details: { file: fileName }, cause },
  );
}

interface Parts {
  irVersion: number;
  producer: string;
  opset: number;
  graph: Graph | null;
}

interface Graph {
  nodes: OnnxNode[];
  weights: Map<string, Constant>;
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

function modelOf(bytes: Uint8Array, fileName: string): OnnxModel {
  const parts: Parts = { irVersion: 0, producer: '', opset: 1, graph: null };
  const pbf = new PbfReader(bytes);
  pbf.readFields((field, model, reader) => {
    if (field === 1) model.irVersion = reader.readVarint();
    else if (field === 2) model.producer = reader.readString();
    else if (field === 7) model.graph = inside(reader, readGraph(fileName), emptyGraph());
    else if (field === 8) {
      const { domain, version } = inside(reader, readOpset, { domain: '', version: 1 });
      if (domain === '' || domain === 'ai.onnx') model.opset = version;
    }
  }, parts);
  // A field whose length leads past the end is read as far as there are bytes.
  if (pbf.pos !== bytes.length) throw malformed(fileName, 'it is cut short');
  const { graph, ...rest } = parts;
  if (graph === null || graph.nodes.length === 0) throw malformed(fileName, 'there is no network in it');
  return { ...rest, ...graph, inputs: graph.inputs.filter(({ name }) => !graph.weights.has(name)) };
}

function readOpset(field: number, opset: { domain: string; version: number }, reader: PbfReader): void {
  if (field === 1) opset.domain = reader.readString();
  else if (field === 2) opset.version = reader.readVarint();
}

const emptyGraph = (): Graph => ({ nodes: [], weights: new Map(), inputs: [], outputs: [] });

function readGraph(fileName: string): ReadField<Graph> {
  return (field, graph, reader) => {
    if (field === 1) graph.nodes.push(nodeOf(reader, fileName));
    else if (field === 5) {
      const { name, constant } = readTensor(reader, fileName);
      graph.weights.set(name, constant);
    } else if (field === 11) graph.inputs.push(valueOf(reader));
    else if (field === 12) graph.outputs.push(valueOf(reader));
    else if (field === 15) throw sparse(fileName);
  };
}

function sparse(fileName: string): WorkbenchError {
  return new WorkbenchError(
    'model/unsupported',
    `${fileName} keeps weights in sparse form, which OpenAisle does not read. Export it with dense weights.`,
    { details: { file: fileName } },
  );
}

function nodeOf(reader: PbfReader, fileName: string): OnnxNode {
  const node = { name: '', operator: '', domain: '', inputs: [] as string[], outputs: [] as string[] };
  const attributes = new Map<string, Attribute>();
  inside(
    reader,
    (field) => {
      if (field === 1) node.inputs.push(reader.readString());
      else if (field === 2) node.outputs.push(reader.readString());
      else if (field === 3) node.name = reader.readString();
      else if (field === 4) node.operator = reader.readString();
      else if (field === 5) readAttribute(reader, attributes, fileName);
      else if (field === 7) node.domain = reader.readString();
    },
    node,
  );
  if (node.name === '') node.name = node.outputs[0] ?? node.operator;
  if (node.domain === 'ai.onnx') node.domain = '';
  return { ...node, attributes };
}

/** By `AttributeProto.type` (float, int, string), what exporters that write proto3 leave out. */
const UNWRITTEN: Readonly<Record<number, Attribute>> = { 1: 0, 2: 0, 3: '' };

function readAttribute(reader: PbfReader, attributes: Map<string, Attribute>, fileName: string): void {
  const attribute = {
    name: '',
    type: 0,
    value: null as Attribute | null,
    floats: [] as number[],
    ints: [] as number[],
    strings: [] as string[],
  };
  inside(
    reader,
    (field) => {
      if (field === 1) attribute.name = reader.readString();
      else if (field === 2) attribute.value = reader.readFloat();
      else if (field === 3) attribute.value = reader.readVarint(true);
      else if (field === 4) attribute.value = reader.readString();
      else if (field === 5) attribute.value = readTensor(reader, fileName).constant;
      else if (field === 7) reader.readPackedFloat(attribute.floats);
      else if (field === 8) reader.readPackedVarint(attribute.ints, true);
      else if (field === 9) attribute.strings.push(reader.readString());
      else if (field === 20) attribute.type = reader.readVarint();
    },
    attribute,
  );
  const lists = [attribute.floats, attribute.ints, attribute.strings];
  const value = attribute.value ?? UNWRITTEN[attribute.type] ?? lists.find(({ length }) => length > 0);
  attributes.set(attribute.name, value ?? attribute.ints);
}

function valueOf(reader: PbfReader): OnnxValue {
  const value = { name: '', type: 'of no type', shape: null as (number | string)[] | null };
  inside(
    reader,
    (field) => {
      if (field === 1) value.name = reader.readString();
      else if (field === 2) inside(reader, readType, value);
    },
    value,
  );
  return value;
}

interface TypeOfValue {
  type: string;
  shape: (number | string)[] | null;
}

function readType(field: number, value: TypeOfValue, reader: PbfReader): void {
  if (field !== 1) return; // sequences, maps and the like keep their lack of a type
  inside(
    reader,
    (each) => {
      if (each === 1) value.type = elementName(reader.readVarint());
      else if (each === 2) value.shape = inside(reader, readDimension, []);
    },
    value,
  );
}

function readDimension(field: number, shape: (number | string)[], reader: PbfReader): void {
  if (field !== 1) return;
  const dimension: { length: number | string } = { length: '?' };
  inside(
    reader,
    (each) => {
      if (each === 1) dimension.length = reader.readVarint(true);
      else if (each === 2) dimension.length = reader.readString() || '?';
    },
    dimension,
  );
  // Some exporters write an open length as 0 or −1.
  shape.push(typeof dimension.length === 'number' && dimension.length <= 0 ? '?' : dimension.length);
}
