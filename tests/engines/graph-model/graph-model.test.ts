/** TensorFlow.js models through our importer, beside TensorFlow.js's own converter on the same graph. */
import { getKernelsForBackend, tensor, unregisterKernel } from '@tensorflow/tfjs-core';
import { loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '#core/math/seeded.ts';
import { graphToOnnx } from '#engines/graph-model/graph-to-onnx.ts';
import { translations } from '#engines/graph-model/translations.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { openTfjs } from '#engines/tfjs.ts';
import { openWasm } from '#engines/tfjs/open-wasm.ts';
import {
  type Graph,
  type GraphNode,
  type Weight,
  attr,
  packedGraphModel,
  picture,
  writeGraphModel,
} from '../../support/graph-model.ts';
import { runtimeFilesOfNode } from '../../support/runtime-files.ts';

const dice = seeded(17);
const random = (length: number) => Float32Array.from({ length }, () => 2 * dice() - 1);
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
const weight = (...shape: number[]): Weight => ({ shape, values: random(sizeOf(shape)) });
const ints = (...values: number[]): Weight => ({ shape: [values.length], dtype: 'int32', values });
const whole = (value: number): Weight => ({ shape: [], dtype: 'int32', values: [value] });

const options = { fileName: 'model.json', backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;

beforeAll(async () => {
  const { backend } = await openWasm(runtimeFilesOfNode.tfjs, 1);
  // The converter wants kernels that no import of ours uses, and those that ours are better at as TensorFlow.js has them.
  for (const name of ['Concat', 'Slice', 'StridedSlice']) unregisterKernel(name, 'wasm');
  await import('@tensorflow/tfjs-backend-wasm/dist/register_all_kernels');
  for (const { setupFunc } of getKernelsForBackend('wasm')) setupFunc?.(backend);
});

/** As far as the two are apart at most. */
async function apart(graph: Graph, shape: readonly number[], input = random(sizeOf(shape))): Promise<number> {
  const { modelJson, shard } = writeGraphModel(graph);
  const theirs = loadGraphModelSync([modelJson as never, shard.buffer as ArrayBuffer]);
  using ours = await openTfjs(packedGraphModel(graph), options);
  const given = tensor(input, [...shape]);
  const results = theirs.execute(
    given,
    ours.outputs.map(({ name }) => name),
  );
  const expected = Array.isArray(results) ? results : [results];
  const outputs = await ours.run(input);
  return Math.max(
    ...expected.map((result, i) => {
      const values = Array.from(result.dataSync());
      expect(outputs[i]).toHaveLength(values.length);
      return values.reduce((most, value, k) => Math.max(most, Math.abs(value - outputs[i]![k]!)), 0);
    }),
  );
}

const node = (name: string, op: string, input: readonly string[], attributes: GraphNode['attr'] = {}): GraphNode => ({
  name,
  op,
  input,
  attr: { T: attr.type('DT_FLOAT'), ...attributes },
});
const layer = (stride: number, ...fused: string[]) => ({
  strides: attr.ints(1, stride, stride, 1),
  dilations: attr.ints(1, 1, 1, 1),
  padding: attr.word('SAME'),
  data_format: attr.word('NHWC'),
  num_args: attr.int(1),
  ...(fused.length === 0 ? {} : { fused_ops: attr.words(...fused), epsilon: attr.float(0) }),
});

/** A backbone of two layers, heads of scores and boxes on two grids: the anatomy of SSDLite. */
const ssd: Graph = {
  nodes: [
    picture(-1, 16, 16, 3),
    node('stem', '_FusedConv2D', ['x', 'w1', 'b1'], layer(2, 'BiasAdd', 'Relu6')),
    node('depth', 'FusedDepthwiseConv2dNative', ['stem', 'w2', 'b2'], layer(2, 'BiasAdd', 'Relu6')),
    node('coarse', 'MaxPool', ['depth'], {
      ksize: attr.ints(1, 2, 2, 1),
      strides: attr.ints(1, 2, 2, 1),
      padding: attr.word('SAME'),
    }),
    ...['depth', 'coarse'].flatMap((grid) => [
      node(`${grid}/box`, '_FusedConv2D', [grid, 'wb', 'bb'], layer(1, 'BiasAdd')),
      node(`${grid}/class`, '_FusedConv2D', [grid, 'wc', 'bc'], layer(1, 'BiasAdd')),
      node(`${grid}/boxes`, 'Reshape', [`${grid}/box`, 'box_shape']),
      node(`${grid}/scores`, 'Reshape', [`${grid}/class`, 'class_shape']),
    ]),
    node('boxes', 'ConcatV2', ['depth/boxes', 'coarse/boxes', 'axis'], { N: attr.int(2) }),
    node('logits', 'ConcatV2', ['depth/scores', 'coarse/scores', 'axis'], { N: attr.int(2) }),
    node('Postprocessor/Slice', 'Sigmoid', ['logits']),
    node('Postprocessor/ExpandDims_1', 'ExpandDims', ['boxes', 'two']),
  ],
  weights: {
    ...{ w1: weight(3, 3, 3, 8), b1: weight(8), w2: weight(3, 3, 8, 1), b2: weight(8) },
    ...{ wb: weight(1, 1, 8, 8), bb: weight(8), wc: weight(1, 1, 8, 6), bc: weight(6) },
    ...{ box_shape: ints(1, -1, 4), class_shape: ints(1, -1, 3), axis: whole(1), two: whole(2) },
  },
  outputs: ['Postprocessor/Slice', 'Postprocessor/ExpandDims_1'],
};

test('a detector of the family SSDLite says what TensorFlow.js says of it', async () => {
  using engine = await openTfjs(packedGraphModel(ssd), options);
  expect(engine.input).toEqual({ name: 'x', shape: ['N', 16, 16, 3] });
  expect(engine.outputs.map(({ name }) => name)).toEqual(ssd.outputs);
  expect(await apart(ssd, [1, 16, 16, 3])).toBeLessThan(1e-5);
});

test('the loop that resizes pictures is left out, and the rest is the same', () => {
  const loop: GraphNode[] = [
    {
      name: 'image_tensor',
      op: 'Placeholder',
      attr: { shape: attr.shape(-1, -1, -1, 3), dtype: attr.type('DT_INT32') },
    },
    node('cast', 'Cast', ['image_tensor'], { DstT: attr.type('DT_FLOAT') }),
    node('array', 'TensorArrayV3', ['count']),
    node('enter', 'Enter', ['cast']),
    node('size_in', 'Enter', ['size']),
    node('merge', 'Merge', ['enter', 'next']),
    node('resized', 'ResizeBilinear', ['merge', 'size_in'], { align_corners: attr.bool(false) }),
    node('next', 'NextIteration', ['resized']),
    node('exit', 'Exit', ['next']),
    node('pictures', 'TensorArrayGatherV3', ['array', 'indices', 'exit', '^cast']),
    node('x', 'Sub', ['pictures', 'mean']),
  ];
  const weights = {
    ...ssd.weights,
    count: whole(1),
    size: ints(16, 16),
    indices: ints(0),
    mean: { shape: [], values: [127] },
  };
  const looped = { ...ssd, nodes: [...loop, ...ssd.nodes.slice(1)], weights };
  const model = graphToOnnx(packedGraphModel(looped), 'model.json');
  expect(model.inputs).toEqual([{ name: 'image_tensor', type: 'float32', shape: ['N', 16, 16, 3] }]);
  const kernels = (packed: Uint8Array) =>
    importOnnx(graphToOnnx(packed, 'model.json'), { fileName: 'model.json' }).steps.map(({ kernel }) => kernel);
  expect(kernels(packedGraphModel(looped))).toEqual(['Sub', ...kernels(packedGraphModel(ssd))]);
});

const refusal = (graph: Graph): unknown => {
  try {
    return importOnnx(graphToOnnx(packedGraphModel(graph), 'model.json'), { fileName: 'model.json' });
  } catch (error) {
    return error;
  }
};

test('what decides behind the heads is refused, with what to do', () => {
  const nodes = [
    ...ssd.nodes,
    node('nms', 'NonMaxSuppressionV5', ['boxes', 'Postprocessor/Slice', 'two', 'axis', 'axis', 'axis']),
  ];
  expect(refusal({ ...ssd, nodes, outputs: ['nms'] })).toMatchObject({
    code: 'model/unsupported',
    message: expect.stringMatching(/TensorFlow\.NonMaxSuppressionV5 × 1 \(nms\).*without its post-processing/u),
  });
});

test('a damaged model is named with what is wrong with it', () => {
  const { weights } = ssd;
  const { modelJson, shard } = writeGraphModel(ssd);
  expect(Object.keys(weights!).length).toBeGreaterThan(0);
  const text = (json: object) => new TextEncoder().encode(JSON.stringify(json));
  const pack = async (json: object, shards: ReadonlyMap<string, Uint8Array>) => {
    const { packGraphModel } = await import('#engines/graph-model/pack.ts');
    return () => graphToOnnx(packGraphModel(text(json), shards), 'model.json');
  };
  return Promise.all([
    pack(modelJson, new Map()).then((open) => expect(open).toThrow(/its shard group1-shard1of1\.bin is missing/u)),
    pack(modelJson, new Map([['group1-shard1of1.bin', shard.slice(4)]])).then((open) =>
      expect(open).toThrow(/its shard group1-shard1of1\.bin has \d+ bytes instead of \d+/u),
    ),
    pack({ format: 'graph-model' }, new Map()).then((open) =>
      expect(open).toThrow(/lacks what a graph model has \(modelTopology\)/u),
    ),
    pack({ format: 'layers-model' }, new Map()).then((open) => expect(open).toThrow(/layers model\. Convert it/u)),
  ]);
});

test('weights of 8 and 16 bits are widened as the manifest says', () => {
  const { modelJson } = writeGraphModel({
    nodes: [picture(1, 2), node('y', 'Add', ['x', 'q'])],
    weights: { q: weight(2) },
    outputs: ['y'],
  });
  const quantised = (dtype: string, bytes: Uint8Array, rule: object) => {
    const manifest = [
      { paths: ['a'], weights: [{ name: 'q', shape: [2], dtype: 'float32', quantization: { dtype, ...rule } }] },
    ];
    return { json: { ...modelJson, weightsManifest: manifest }, shards: new Map([['a', bytes]]) };
  };
  const cases = [
    quantised('uint8', Uint8Array.of(0, 200), { scale: 0.5, min: -10 }),
    quantised('uint16', new Uint8Array(Uint16Array.of(0, 200).buffer), { scale: 0.5, min: -10 }),
    quantised('float16', new Uint8Array(Uint16Array.of(0xc900, 0x55a0).buffer), {}),
  ];
  return Promise.all(
    cases.map(async ({ json, shards }) => {
      const { packGraphModel } = await import('#engines/graph-model/pack.ts');
      const packed = packGraphModel(new TextEncoder().encode(JSON.stringify(json)), shards);
      expect(Array.from(graphToOnnx(packed, 'q').weights.get('q')!.data)).toEqual([-10, 90]);
    }),
  );
});

type Single = readonly [op: string, more: Readonly<Record<string, Weight>>, attributes?: GraphNode['attr']];
const batchNorm = {
  scale: weight(4),
  offset: weight(4),
  mean: weight(4),
  variance: { shape: [4], values: [0.5, 1, 2, 3] },
};
const keep = { keep_dims: attr.bool(true) };
const singles: readonly Single[] = [
  ...[
    'Abs',
    'Ceil',
    'Elu',
    'Erf',
    'Exp',
    'Floor',
    'Identity',
    'Neg',
    'Relu',
    'Relu6',
    'Sigmoid',
    'Softmax',
    'Softplus',
    'Square',
    'Tanh',
    'StopGradient',
  ].map((op) => [op, {}] as const),
  ...['Add', 'AddV2', 'BiasAdd', 'Sub', 'Mul', 'Div', 'RealDiv', 'Maximum', 'Minimum'].map(
    (op) => [op, { b: weight(4) }] as const,
  ),
  ['AddN', { b: weight(1, 5, 6, 4) }, { N: attr.int(2) }],
  ['Pow', { b: { shape: [], values: [2] } }],
  ['LeakyRelu', {}, { alpha: attr.float(0.3) }],
  ['Cast', {}, { SrcT: attr.type('DT_FLOAT'), DstT: attr.type('DT_FLOAT') }],
  ...['Max', 'Mean', 'Min', 'Sum'].flatMap((op) => [
    [op, { axes: ints(1, 2) }, keep] as const,
    [op, { axes: ints(-1) }] as const,
  ]),
  ['Conv2D', { w: weight(3, 3, 4, 5) }, layer(2)],
  [
    'Conv2D',
    { w: weight(3, 2, 4, 5) },
    { ...layer(1), padding: attr.word('EXPLICIT'), explicit_paddings: attr.ints(0, 0, 1, 2, 0, 1, 0, 0) },
  ],
  ['DepthwiseConv2dNative', { w: weight(3, 3, 4, 2) }, layer(1)],
  ['AvgPool', {}, { ...layer(2), ksize: attr.ints(1, 3, 3, 1) }],
  ['MaxPool', {}, { ...layer(2), ksize: attr.ints(1, 2, 2, 1), padding: attr.word('VALID') }],
  ...['FusedBatchNorm', 'FusedBatchNormV2', 'FusedBatchNormV3'].map(
    (op) => [op, batchNorm, { epsilon: attr.float(0.01), is_training: attr.bool(false) }] as const,
  ),
  ['ConcatV2', { b: weight(1, 5, 6, 2), axis: whole(-1) }, { N: attr.int(2) }],
  ['ExpandDims', { axis: whole(1) }],
  ['Squeeze', {}, { squeeze_dims: attr.ints(0) }],
  ['GatherV2', { at: ints(2, 0), axis: whole(3) }, { batch_dims: attr.int(0) }],
  ['Pack', { b: weight(1, 5, 6, 4) }, { axis: attr.int(1), N: attr.int(2) }],
  ['Pad', { pads: { shape: [4, 2], dtype: 'int32', values: [0, 0, 1, 2, 0, 1, 0, 0] } }],
  [
    'PadV2',
    { pads: { shape: [4, 2], dtype: 'int32', values: [0, 0, 1, 2, 0, 1, 0, 0] }, value: { shape: [], values: [3] } },
  ],
  [
    'MirrorPad',
    { pads: { shape: [4, 2], dtype: 'int32', values: [0, 0, 1, 2, 0, 1, 0, 0] } },
    { mode: attr.word('REFLECT') },
  ],
  ['Reshape', { shape: ints(5, -1) }],
  ['ResizeBilinear', { size: ints(10, 9) }, { align_corners: attr.bool(false), half_pixel_centers: attr.bool(true) }],
  ['ResizeBilinear', { size: ints(10, 9) }, { align_corners: attr.bool(true) }],
  ['ResizeNearestNeighbor', { size: ints(10, 12) }, { align_corners: attr.bool(false) }],
  ['Slice', { begin: ints(0, 1, 0, 2), size: ints(1, 2, -1, 1) }],
  [
    'StridedSlice',
    { b: ints(0, 1, 0, 1), e: ints(1, 5, 4, 4), s: ints(1, 2, 1, 1) },
    { begin_mask: attr.int(1), end_mask: attr.int(4) },
  ],
  ['Split', {}, { num_split: attr.int(2) }],
  ['SplitV', { sizes: ints(1, 3), axis: whole(3) }, { num_split: attr.int(2) }],
  ['Tile', { times: ints(1, 2, 1, 1) }],
  ['Transpose', { perm: ints(0, 3, 1, 2) }],
  ['Unpack', {}, { axis: attr.int(1), num: attr.int(5) }],
];

describe('one operation', () => {
  test.each(singles.map((single, i) => [`${single[0]}, case ${i}`, single] as const))(
    '%s',
    async (_, [op, more, attributes]) => {
      const shape = [1, 5, 6, 4];
      const first = op === 'Split' ? { axis: whole(3) } : {};
      const inputs = [...Object.keys(first), 'x', ...Object.keys(more)];
      const graph = {
        nodes: [picture(...shape), node('y', op, inputs, attributes)],
        weights: { ...first, ...more },
        outputs: ['y'],
      };
      expect(await apart(graph, shape)).toBeLessThan(1e-4);
    },
  );

  test.each(['Log', 'Sqrt', 'Rsqrt', 'Reciprocal'])('%s of what is positive', async (op) => {
    const shape = [1, 5, 6, 4];
    const graph = { nodes: [picture(...shape), node('y', op, ['x'])], outputs: ['y'] };
    expect(
      await apart(
        graph,
        shape,
        random(120).map((x) => Math.abs(x) + 0.5),
      ),
    ).toBeLessThan(1e-4);
  });

  // By hand: of a bias and of an axis that is taken out backwards, TensorFlow.js's WASM kernels have their own idea.
  test('matrices, turned, with a bias and an activation', async () => {
    const fusedOps = { fused_ops: attr.words('BiasAdd', 'Relu'), num_args: attr.int(1) };
    const turned = { transpose_a: attr.bool(false), transpose_b: attr.bool(true) };
    const nodes = [picture(2, 3), node('y', '_FusedMatMul', ['x', 'w', 'b'], { ...turned, ...fusedOps })];
    const weights = { w: { shape: [2, 3], values: [1, 2, 3, -1, 0, 1] }, b: { shape: [2], values: [10, -5] } };
    using engine = await openTfjs(packedGraphModel({ nodes, weights, outputs: ['y'] }), options);
    expect(await engine.run(Float32Array.of(1, 1, 1, 2, 0, 9))).toEqual([Float32Array.of(16, 0, 39, 2)]);
  });

  test('every second row from the second, and of them the last number', async () => {
    const masks = { begin_mask: attr.int(0), end_mask: attr.int(1), shrink_axis_mask: attr.int(2) };
    const nodes = [picture(4, 3), node('y', 'StridedSlice', ['x', 'b', 'e', 's'], masks)];
    const weights = { b: ints(1, -1), e: ints(0, 0), s: ints(2, 1) };
    using engine = await openTfjs(packedGraphModel({ nodes, weights, outputs: ['y'] }), options);
    expect(engine.outputs).toEqual([{ name: 'y', shape: [2] }]);
    const rows = Float32Array.of(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32);
    expect(await engine.run(rows)).toEqual([Float32Array.of(12, 32)]);
  });

  test('numbers that are made on the way, and a matrix', async () => {
    const nodes = [
      picture(2, 3),
      node('range', 'Range', ['zero', 'three', 'one']),
      node('floats', 'Cast', ['range'], { DstT: attr.type('DT_FLOAT') }),
      node('fill', 'Fill', ['dims', 'half']),
      node('sum', 'AddV2', ['x', 'floats']),
      node('product', 'Mul', ['sum', 'fill']),
      node('y', 'MatMul', ['product', 'w'], { transpose_a: attr.bool(false), transpose_b: attr.bool(false) }),
    ];
    const numbers = {
      zero: whole(0),
      three: whole(3),
      one: whole(1),
      dims: ints(2, 3),
      half: { shape: [], values: [0.5] },
    };
    expect(await apart({ nodes, weights: { ...numbers, w: weight(3, 4) }, outputs: ['y'] }, [2, 3])).toBeLessThan(1e-5);
  });

  test('shapes that are reckoned with on the way', async () => {
    const nodes = [
      picture(1, 4, 6, 2),
      node('shape', 'Shape', ['x']),
      node('one', 'StridedSlice', ['shape', 'b', 'e', 's'], { shrink_axis_mask: attr.int(1) }),
      node('rows', 'Pack', ['one', 'rest'], { axis: attr.int(0), N: attr.int(2) }),
      node('y', 'Reshape', ['x', 'rows']),
    ];
    const weights = { b: ints(2), e: ints(3), s: ints(1), rest: whole(-1) };
    expect(await apart({ nodes, weights, outputs: ['y'] }, [1, 4, 6, 2])).toBe(0);
  });
});

test('every operation that has a translation is tried', () => {
  const all = [...ssd.nodes.map(({ op }) => op), ...singles.map(([op]) => op)];
  const besides = ['Log', 'Sqrt', 'Rsqrt', 'Reciprocal', 'MatMul', '_FusedMatMul', 'Shape', 'Range', 'Fill'];
  expect(Object.keys(translations).toSorted()).toEqual(
    [...new Set([...all, ...besides])].filter((op) => op !== 'Placeholder').toSorted(),
  );
});
