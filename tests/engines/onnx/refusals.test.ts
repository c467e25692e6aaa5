/** Files the importer does not take: each ends in one sentence that says what is wrong and what to do. */
import { expect, test } from 'vitest';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { type OnnxGraph, type Tensor, floats, list, writeOnnx } from '../../support/onnx-writer.ts';

const take = (bytes: Uint8Array, batch = 1) => importOnnx(readOnnx(bytes, 'net.onnx'), { fileName: 'net.onnx', batch });
const refusal = (graph: OnnxGraph): unknown => {
  try {
    take(writeOnnx(graph));
  } catch (error) {
    return error;
  }
  throw new Error('it was taken');
};
const inputs = { x: [1, 3, 4, 4] };
const conv = (w: Tensor): OnnxGraph => ({
  inputs,
  outputs: ['y'],
  nodes: [{ operator: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }],
  weights: { w },
});
const whole = writeOnnx(conv(floats([2, 3, 1, 1], [1, 2, 3, 4, 5, 6])));

test('wherever a file is cut, it is malformed, and named', () => {
  for (let length = 0; length < whole.length - 6; length++) {
    expect(() => take(whole.subarray(0, length)), `${length} bytes`).toThrow(
      expect.objectContaining({ code: 'model/malformed', details: { file: 'net.onnx' } }),
    );
  }
});

test('a weight with fewer numbers than its shape says is malformed, and named', () => {
  expect(refusal(conv(floats([2, 3, 1, 1], [1, 2])))).toMatchObject({
    code: 'model/malformed',
    message: expect.stringContaining('the weight w should have 6 numbers and has 2'),
  });
});

test('weights in a second file', () => {
  expect(refusal(conv({ ...floats([2, 3, 1, 1], []), external: true }))).toMatchObject({
    code: 'model/unsupported',
    message: expect.stringMatching(/net\.onnx.*weight w lies in a second file.*everything in one file/u),
  });
});

test('weights of a kind nobody reads', () => {
  const STRING = 8;
  expect(refusal(conv({ ...floats([1], [0]), type: STRING }))).toMatchObject({
    code: 'model/unsupported',
    message: expect.stringMatching(/weight w is of element type 8\. Export the model in float32/u),
  });
});

test('weights of half width are widened to the number', () => {
  const halves = new Uint16Array([0x3c00, 0xc000, 0x3555, 0x7bff, 0x0001, 0x0000]); // 1, −2, ⅓, 65504, 2⁻²⁴, 0
  const graph = conv({ shape: [2, 3, 1, 1], type: 10, raw: new Uint8Array(halves.buffer) });
  const { data } = readOnnx(writeOnnx(graph), 'half.onnx').weights.get('w')!;
  expect(Array.from(data)).toEqual([1, -2, 0.333251953125, 65504, 2 ** -24, 0]);
  const brain = new Uint16Array([0x3f80, 0xc000]);
  const other = conv({ shape: [2, 1, 1, 1], type: 16, raw: new Uint8Array(brain.buffer) });
  expect(Array.from(readOnnx(writeOnnx(other), 'brain.onnx').weights.get('w')!.data)).toEqual([1, -2]);
});

test('operators that are missing are listed with how many there are and where', () => {
  const node = (operator: string, i: number, domain?: string) => ({
    operator,
    inputs: [i === 0 ? 'x' : `y${i - 1}`],
    outputs: [`y${i}`],
    name: `layer${i}`,
    ...(domain === undefined ? {} : { domain }),
  });
  const nodes = ['Lrn', 'Lrn', 'Lrn', 'Lrn', 'Relu'].map((operator, i) => node(operator, i));
  expect(refusal({ inputs, outputs: ['y5'], nodes: [...nodes, node('Attention', 5, 'com.example')] })).toMatchObject({
    code: 'model/unsupported',
    message:
      'net.onnx cannot be run: it uses operators that OpenAisle does not have: ' +
      'Lrn × 4 (layer0, layer1, layer2 and 1 more); com.example.Attention × 1 (layer5). ' +
      'Choose another model, or export this one with simpler operators.',
  });
});

test('what lies behind the outputs is not missed', () => {
  const nodes = [
    { operator: 'Relu', inputs: ['x'], outputs: ['y'] },
    { operator: 'NonMaxSuppression', inputs: ['y'], outputs: ['unused'] },
  ];
  expect(take(writeOnnx({ inputs, outputs: ['y'], nodes })).steps.map(({ kernel }) => kernel)).toEqual(['Relu']);
});

test.each([
  ['QuantizeLinear', 'without quantisation'],
  ['NonMaxSuppression', 'without its post-processing'],
])('%s comes with advice of its own', (operator, advice) => {
  const nodes = [{ operator, inputs: ['x'], outputs: ['y'] }];
  expect(refusal({ inputs, outputs: ['y'], nodes })).toMatchObject({ message: expect.stringContaining(advice) });
});

test('a node that is known, and used in a way that is not, is named', () => {
  const nodes = [
    { operator: 'Pad', inputs: ['x', 'pads'], outputs: ['y'], name: 'frame', attributes: { mode: 'edge' } },
  ];
  const weights = { pads: list(0, 0, 1, 1, 0, 0, 1, 1) };
  expect(refusal({ inputs, outputs: ['y'], nodes, weights })).toMatchObject({
    code: 'model/unsupported',
    message: 'net.onnx cannot be run: its node frame (Pad) pads in the mode edge.',
  });
});

test.each([
  ['two inputs', { inputs: { a: [1], b: [1] } }, /takes 2 inputs \(a, b\)/u],
  ['an open size', { inputs: { x: ['N', 3, 'height', 'width'] } }, /the shape \[N, 3, height, width\].*fixed lengths/u],
  ['an input of whole numbers', { inputs, types: { x: 7 } }, /its input x is int64/u],
])('%s', (_, part, words) => {
  const name = Object.keys(part.inputs)[0]!;
  const nodes = [{ operator: 'Relu', inputs: [name], outputs: ['y'] }];
  expect(refusal({ outputs: ['y'], nodes, ...part })).toMatchObject({
    code: 'model/unsupported',
    message: expect.stringMatching(words),
  });
});

test('a file made for one picture is run with several where its reshapes allow it, and refused by name otherwise', () => {
  const reshaping = (shape: readonly number[]): OnnxGraph => ({
    inputs,
    outputs: ['y'],
    nodes: [{ operator: 'Reshape', inputs: ['x', 'shape'], outputs: ['y'], name: 'head' }],
    weights: { shape: list(...shape) },
  });
  expect(take(writeOnnx(reshaping([1, 3, -1])), 4).outputs[0]!.shape).toEqual([4, 3, 16]);
  expect(take(writeOnnx(reshaping([1, 48])), 4).outputs[0]!.shape).toEqual([4, 48]);
  expect(() => take(writeOnnx(reshaping([3, 16])), 4)).toThrow(/head \(Reshape\) makes \[3, 16\] of \[4, 3, 4, 4\]/u);
});
