/** Networks at sizes that nobody exported, against onnxruntime on the same graph with its numbers overwritten. */
import { describe, expect, test } from 'vitest';
import { engines } from '#engines/engines.ts';
import { floats, ints } from '#engines/network/constant.ts';
import { cardOf } from '#engines/model-card.ts';
import type { OnnxModel, OnnxNode } from '#engines/onnx/model.ts';
import { resizeModel } from '#engines/onnx/resize-model.ts';
import { seeded } from '#core/math/seeded.ts';
import { goldenFolder, largestDifference, modelFile, onOrt } from '../../support/golden.ts';
import { reshapeOnnx } from '../../support/reshape-onnx.ts';

const cases = [
  ['yolox_nano_416', 416, 320],
  ['yolox_nano_416', 416, 256],
  ['nanodet_m_416', 416, 320],
  ['nanodet_m_416', 416, 256],
  ['light_person_detector_192', 192, 160],
  ['fastestdet_352', 352, 256],
] as const;

describe.skipIf(goldenFolder === null)('the same numbers as onnxruntime says', () => {
  test.each(cases)('%s, made for %i px, at %i px', async (model, from, to) => {
    const { bytes, sha256 } = modelFile(`${model}.onnx`);
    const options = { ...onOrt, fileName: model };
    const dice = seeded(1);
    const picture = Float32Array.from({ length: 3 * to * to }, () => 255 * dice());
    using other = await engines.ort(reshapeOnnx(bytes, from, to), options);
    expect(cardOf(sha256)!.input.width).toBe(from);
    const expected = await other.run(picture);
    for (const runtime of ['tfjs', 'ort'] as const) {
      using own = await engines[runtime](bytes, { ...options, input: { width: to, height: to } });
      expect(own.input.shape).toEqual([1, 3, to, to]);
      const outputs = await own.run(picture);
      for (const [i, { name }] of own.outputs.entries()) {
        const values = expected[other.outputs.findIndex((output) => output.name === name)]!;
        expect(outputs[i]).toHaveLength(values.length);
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        expect(largestDifference(outputs[i]!, values) / largest).toBeLessThan(1e-3);
      }
    }
  });

  test('every size of the catalogue is one of these', () => {
    for (const model of new Set(cases.map(([name]) => name))) {
      const sizes = cardOf(modelFile(`${model}.onnx`).sha256)!.sizes ?? [];
      const tried = cases.filter(([name]) => name === model).map(([, , width]) => width);
      expect(tried).toEqual(expect.arrayContaining(sizes.map(({ width }) => width)));
      for (const { width, height } of sizes) expect(width).toBe(height);
    }
  });
});

describe('a model that knows one size', () => {
  const picture = { name: 'x', type: 'float32', shape: [1, 2, 8, 8] };
  const node = (operator: string, inputs: readonly string[], attributes: OnnxNode['attributes'] = new Map()) => ({
    name: `the ${operator}`,
    operator,
    domain: '',
    inputs,
    outputs: ['y'],
    attributes,
  });
  const list = (...numbers: number[]) => ints([numbers.length], numbers);
  const modelOf = (last: OnnxNode, weights: OnnxModel['weights']): OnnxModel => ({
    irVersion: 8,
    producer: '',
    opset: 13,
    nodes: [last],
    weights,
    inputs: [picture],
    outputs: [{ name: 'y', type: 'float32', shape: null }],
  });
  const resized = (last: OnnxNode, weights: OnnxModel['weights'], size = { width: 4, height: 6 }) =>
    resizeModel(modelOf(last, weights), size, 'grid.onnx');

  test.each([
    [
      'numbers for every place',
      node('Add', ['x', 'w']),
      floats([1, 1, 8, 8], new Float32Array(64)),
      'numbers for 8 places',
    ],
    [
      'weights for every place',
      node('MatMul', ['x', 'w']),
      floats([8, 3], new Float32Array(24)),
      'weights for every place',
    ],
    ['a cut in the middle', node('Slice', ['x', 'from', 'w', 'axes']), list(4), 'cuts up to 4'],
    ['a window over all of it', node('AveragePool', ['x'], new Map([['kernel_shape', [8, 8]]])), list(1), 'window'],
    ['a place by its number', node('Gather', ['x', 'w'], new Map([['axis', 2]])), list(5), 'by their number'],
  ])('says so: %s', (_, last, w, why) => {
    const weights = new Map([
      ['w', w],
      ['from', list(0)],
      ['axes', list(2)],
    ]);
    expect(() => resized(last, weights)).toThrow(
      `grid.onnx runs at the size it was made for alone: its node the ${last.operator}`,
    );
    expect(() => resized(last, weights)).toThrow(why);
    expect(() => resized(last, weights, { width: 8, height: 8 })).not.toThrow();
  });

  test.each([
    ['what is left over stays', [1, 2, -1], [1, 2, 24]],
    ['a product of height and width', [1, 2, 64], [1, 2, 24]],
    ['channels in groups', [1, 1, 2, 8, 8], [1, 1, 2, 6, 4]],
    ['0 keeps a length', [0, 0, 8, 8], [1, 2, 6, 4]],
  ])('and what can be told is: reshaping, %s', (_, wanted, shape) => {
    const model = resized(node('Reshape', ['x', 'w']), new Map([['w', list(...wanted)]]));
    expect(model.outputs[0]!.shape).toEqual(shape);
  });

  test.each(['tfjs', 'ort'] as const)('the network that tells people apart has one size, says %s', (runtime) => {
    if (goldenFolder === null) return;
    const { bytes } = modelFile('person-reid-retail-0288.onnx');
    const opening = engines[runtime](bytes, { ...onOrt, fileName: 'reid.onnx', input: { width: 64, height: 128 } });
    return expect(opening).rejects.toThrow('reid.onnx runs at the size it was made for alone');
  });
});
