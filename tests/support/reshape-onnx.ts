/** Another hand's way to the same graph at another size: numbers in an ONNX file are overwritten where they lie. */
import { PbfReader } from 'pbf';

/** Field numbers of `onnx.proto`: of a model, a graph, a value, a type, an array, a shape and a length, and of weights. */
const GRAPH = 7;
const [INITIALIZER, INPUT, OUTPUT, VALUE_INFO] = [5, 11, 12, 13];
const [VALUE_TYPE, TENSOR_TYPE, SHAPE, DIMENSION, LENGTH] = [2, 1, 2, 1, 1];
const [DIMS, DATA_TYPE, RAW] = [1, 2, 9];
const INT64 = 7;
/** A field that nobody knows, of the kind that has a length: what is called so is not read. */
const NOBODY = (9 << 3) | 2;

type Read = (tag: number, reader: PbfReader) => void;

/**
 * @param from - px; a square, as `to`. Both take two bytes as a varint.
 * @returns A copy of the file whose input is `to` px, and so are lists of lengths that end in a square or in its area.
 *   Shapes that are said beside the graph are left out.
 */
export function reshapeOnnx(file: Uint8Array, from: number, to: number): Uint8Array {
  const bytes = file.slice();
  const numbers = new DataView(bytes.buffer);
  const within = (reader: PbfReader, read: Read) => reader.readMessage((tag, _: null, inner) => read(tag, inner), null);
  const forget = (reader: PbfReader) => (bytes[reader.pos - 1] = NOBODY);

  /** A shape is five messages deep. */
  const shapeOf = (value: PbfReader, read: Read) =>
    within(value, (inValue, type) => {
      if (inValue !== VALUE_TYPE) return;
      within(type, (inType, array) => {
        if (inType === TENSOR_TYPE) within(array, read);
      });
    });
  const resize: Read = (inArray, shape) => {
    if (inArray !== SHAPE) return;
    within(shape, (inShape, dimension) => {
      if (inShape !== DIMENSION) return;
      within(dimension, (inDimension, length) => {
        const at = length.pos;
        if (inDimension === LENGTH && length.readVarint() === from) bytes.set([(to & 127) | 128, to >> 7], at);
      });
    });
  };

  /** Of what a picture has become after a few strides of 2. */
  const isSide = (length: number) => [2, 4, 8, 16, 32].some((stride) => from === stride * length);

  const resizeWeight = (graph: PbfReader) => {
    const tensor = { count: 0, type: 0, end: 0 };
    within(graph, (inTensor, reader) => {
      if (inTensor === DIMS) tensor.count = reader.readPackedVarint()[0] ?? 0;
      if (inTensor === DATA_TYPE) tensor.type = reader.readVarint();
      if (inTensor === RAW) {
        reader.readBytes();
        tensor.end = reader.pos;
      }
    });
    if (tensor.type !== INT64 || tensor.count < 3 || tensor.end === 0) return;
    const number = (at: number) => Number(numbers.getBigInt64(at, true));
    const write = (at: number, value: number) => numbers.setBigInt64(at, BigInt(value), true);
    const [row, column] = [tensor.end - 16, tensor.end - 8];
    const side = Math.sqrt(number(column));
    if (number(row) === number(column) && isSide(number(row))) {
      for (const at of [row, column]) write(at, (number(at) * to) / from);
    } else if (isSide(side)) write(column, ((side * to) / from) ** 2);
  };

  new PbfReader(bytes).readFields((tag, _: null, model) => {
    if (tag !== GRAPH) return;
    within(model, (inGraph, graph) => {
      if (inGraph === VALUE_INFO) forget(graph);
      if (inGraph === INITIALIZER) resizeWeight(graph);
      if (inGraph === INPUT) shapeOf(graph, resize);
      if (inGraph === OUTPUT) shapeOf(graph, (inArray, shape) => inArray === SHAPE && forget(shape));
    });
  }, null);
  return bytes;
}
