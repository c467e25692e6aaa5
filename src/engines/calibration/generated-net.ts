/**
 * A network of about 18 million multiplications with weights drawn from a seed, as an ONNX file: for measuring a device that has
 * no model. Depthwise and pointwise convolutions take turns as in MobileNetV1 (arXiv 1704.04861), over 160 × 160 px.
 */
import { PbfWriter } from 'pbf';
import { seeded } from '#core/math/seeded.ts';

/** Field numbers and enumerations of `onnx.proto`, opset 13. */
const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
const INTS = 7;

/** px */
const SIZE = 160;
/** Output channels and stride of each pair of a depthwise and a pointwise convolution. */
const PAIRS = [
  [32, 1],
  [64, 2],
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
] as const;
const HEAD = 14;

interface Convolution {
  readonly from: number;
  readonly to: number;
  readonly kernel: number;
  readonly stride: number;
  readonly groups: number;
}

/** The same bytes every time. */
export function generateNet(): Uint8Array<ArrayBuffer> {
  const dice = seeded(1704_04861);
  const layers = layersOf();
  const writer = new PbfWriter();
  writer.writeVarintField(1, IR_VERSION);
  writer.writeMessage(7, (graph, graphWriter) => writeGraph(graph, dice, graphWriter), layers);
  writer.writeMessage(8, (version, opset) => opset.writeVarintField(2, version), OPSET);
  return new Uint8Array(writer.finish());
}

function layersOf(): readonly Convolution[] {
  const layers: Convolution[] = [{ from: 3, to: 16, kernel: 3, stride: 2, groups: 1 }];
  let from = 16;
  for (const [to, stride] of PAIRS) {
    layers.push({ from, to: from, kernel: 3, stride, groups: from }, { from, to, kernel: 1, stride: 1, groups: 1 });
    from = to;
  }
  return [...layers, { from, to: HEAD, kernel: 1, stride: 1, groups: 1 }];
}

/** A chain: every layer takes what the one before gives, and all but the last end in a ReLU. */
function writeGraph(layers: readonly Convolution[], dice: () => number, graph: PbfWriter): void {
  let side = SIZE;
  for (const [i, layer] of layers.entries()) {
    const input = i === 0 ? 'images' : `relu${i - 1}`;
    const last = i === layers.length - 1;
    const output = last ? 'output' : `conv${i}`;
    side = Math.ceil(side / layer.stride);
    graph.writeMessage(1, writeConvolution, { layer, names: [input, `weight${i}`, `bias${i}`], output });
    if (!last) graph.writeMessage(1, writeRelu, { input: output, output: `relu${i}` });
    const { from, to, kernel, groups } = layer;
    const fan = (from / groups) * kernel * kernel;
    const weights = Float32Array.from({ length: to * fan }, () => (2 * dice() - 1) * Math.sqrt(6 / fan));
    graph.writeMessage(5, writeTensor, {
      name: `weight${i}`,
      shape: [to, from / groups, kernel, kernel],
      values: weights,
    });
    graph.writeMessage(5, writeTensor, { name: `bias${i}`, shape: [to], values: new Float32Array(to) });
  }
  graph.writeStringField(2, 'generated');
  graph.writeMessage(11, writeValue, { name: 'images', shape: [1, 3, SIZE, SIZE] });
  graph.writeMessage(12, writeValue, { name: 'output', shape: [1, HEAD, side, side] });
}

function writeConvolution(
  node: { readonly layer: Convolution; readonly names: readonly string[]; readonly output: string },
  writer: PbfWriter,
): void {
  const { kernel, stride, groups } = node.layer;
  const pad = (kernel - 1) / 2;
  for (const name of node.names) writer.writeStringField(1, name);
  writer.writeStringField(2, node.output);
  writer.writeStringField(4, 'Conv');
  writer.writeMessage(5, writeInts, { name: 'kernel_shape', ints: [kernel, kernel] });
  writer.writeMessage(5, writeInts, { name: 'strides', ints: [stride, stride] });
  writer.writeMessage(5, writeInts, { name: 'pads', ints: [pad, pad, pad, pad] });
  if (groups > 1) writer.writeMessage(5, writeGroup, groups);
}

function writeRelu(node: { readonly input: string; readonly output: string }, writer: PbfWriter): void {
  writer.writeStringField(1, node.input);
  writer.writeStringField(2, node.output);
  writer.writeStringField(4, 'Relu');
}

function writeInts(attribute: { readonly name: string; readonly ints: readonly number[] }, writer: PbfWriter): void {
  writer.writeStringField(1, attribute.name);
  for (const int of attribute.ints) writer.writeVarintField(8, int);
  writer.writeVarintField(20, INTS);
}

function writeGroup(groups: number, writer: PbfWriter): void {
  const INT = 2;
  writer.writeStringField(1, 'group');
  writer.writeVarintField(3, groups);
  writer.writeVarintField(20, INT);
}

function writeTensor(
  tensor: { readonly name: string; readonly shape: readonly number[]; readonly values: Float32Array },
  writer: PbfWriter,
): void {
  for (const length of tensor.shape) writer.writeVarintField(1, length);
  writer.writeVarintField(2, FLOAT);
  writer.writeStringField(8, tensor.name);
  writer.writeBytesField(9, new Uint8Array(tensor.values.buffer));
}

function writeValue(value: { readonly name: string; readonly shape: readonly number[] }, writer: PbfWriter): void {
  writer.writeStringField(1, value.name);
  writer.writeMessage(2, writeType, value.shape);
}

function writeType(shape: readonly number[], writer: PbfWriter): void {
  writer.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(shape: readonly number[], writer: PbfWriter): void {
  writer.writeVarintField(1, FLOAT);
  writer.writeMessage(2, writeShape, shape);
}

function writeShape(shape: readonly number[], writer: PbfWriter): void {
  for (const length of shape) writer.writeMessage(1, writeDimension, length);
}

function writeDimension(length: number, writer: PbfWriter): void {
  writer.writeVarintField(1, length);
}
