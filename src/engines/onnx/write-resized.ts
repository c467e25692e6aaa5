/** A file for runtimes that read ONNX themselves: the same bytes, but for what `resizeModel` changes. */
import { PbfReader, PbfWriter } from 'pbf';
import type { Size } from '#core/detection/letterbox.ts';
import type { Constant } from '#engines/network/constant.ts';
import type { OnnxValue } from '#engines/onnx/model.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { resizeModel } from '#engines/onnx/resize-model.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What becomes of a field; `null` leaves it out. */
type Edit = (body: Bytes) => Bytes | null;

/** Of onnx.proto3: of a model, a graph, a node, a value, its type, and of a weight. */
const GRAPH = 7;
const [NODE, WEIGHT, INPUT, OUTPUT, VALUE_INFO] = [1, 5, 11, 12, 13];
const [NODE_INPUT, NODE_OUTPUT] = [1, 2];
const [VALUE_NAME, VALUE_TYPE, TENSOR_TYPE, SHAPE] = [1, 2, 1, 2];
const [DIMS, DATA_TYPE, NAME, RAW] = [1, 2, 8, 9];
const INT64 = 7;

/**
 * @param size - px
 * @throws WorkbenchError `model/malformed`, `model/unsupported` naming the node that knows one size only.
 */
export function writeResized(file: Uint8Array, size: Size, fileName: string): Uint8Array {
  const model = readOnnx(file, fileName);
  const resized = resizeModel(model, size, fileName);
  const [input] = resized.inputs;
  const nodes = new Map(resized.nodes.map(({ outputs, inputs }) => [outputs.join('\n'), inputs]));
  const added = [...resized.weights].filter(([name]) => !model.weights.has(name));

  const graph = (body: Bytes) =>
    edited(
      body,
      {
        [NODE]: (node) => {
          const inputs = nodes.get(stringsOf(node, NODE_OUTPUT).join('\n'));
          if (inputs === undefined) return null; // nothing needs it, and its shapes may be wrong now
          let next = 0;
          return edited(node, { [NODE_INPUT]: () => new TextEncoder().encode(inputs[next++]) });
        },
        [INPUT]: (value) => (stringsOf(value, VALUE_NAME)[0] === input!.name ? withShape(value, input!) : value),
        [OUTPUT]: (value) => withShape(value, null),
        [VALUE_INFO]: () => null,
      },
      (writer) => added.forEach((each) => writer.writeMessage(WEIGHT, writeWeight, each)),
    );
  return edited(Uint8Array.from(file), { [GRAPH]: graph });
}

/** Field by field as it was, but for those that are edited, which all have a length. */
function edited(body: Bytes, edits: Readonly<Record<number, Edit>>, append?: (writer: PbfWriter) => void): Bytes {
  const reader = new PbfReader(body);
  const pieces: Bytes[] = [];
  while (reader.pos < reader.length) {
    const start = reader.pos;
    const tag = reader.readVarint();
    const edit = edits[tag >> 3];
    if (edit === undefined) {
      reader.skip(tag);
      pieces.push(body.subarray(start, reader.pos));
      continue;
    }
    const made = edit(reader.readBytes() as Bytes);
    if (made !== null) pieces.push(written((writer) => writer.writeBytesField(tag >> 3, made)));
  }
  if (append !== undefined) pieces.push(written(append));
  return joined(pieces);
}

/** @param shape - `null`: the runtime finds out. */
function withShape(value: Bytes, like: OnnxValue | null): Bytes {
  const shape = like === null ? null : written((writer) => like.shape!.forEach((each) => writeLength(each, writer)));
  return edited(value, {
    [VALUE_TYPE]: (type) => edited(type, { [TENSOR_TYPE]: (of) => edited(of, { [SHAPE]: () => shape }) }),
  });
}

function writeLength(length: number | string, writer: PbfWriter): void {
  writer.writeMessage(
    1,
    (each, dimension) => {
      if (typeof each === 'number') dimension.writeVarintField(1, each);
      else dimension.writeStringField(2, each);
    },
    length,
  );
}

/** Whole numbers, which is what sizes are written in. */
function writeWeight([name, { shape, data }]: readonly [string, Constant], writer: PbfWriter): void {
  writer.writePackedVarint(DIMS, [...shape]);
  writer.writeVarintField(DATA_TYPE, INT64);
  writer.writeStringField(NAME, name);
  writer.writeBytesField(RAW, new Uint8Array(BigInt64Array.from(data, BigInt).buffer));
}

function stringsOf(body: Bytes, field: number): string[] {
  const strings: string[] = [];
  new PbfReader(body).readFields((each, _: null, reader) => {
    if (each === field) strings.push(reader.readString());
  }, null);
  return strings;
}

function written(write: (writer: PbfWriter) => void): Bytes {
  const writer = new PbfWriter();
  write(writer);
  return Uint8Array.from(writer.finish());
}

function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
