/** What every runtime behind the engine port keeps, on files made here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '#core/math/seeded.ts';
import type { Engine, RuntimeName } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { type OnnxGraph, floats, list, writeOnnx } from '../support/onnx-writer.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';

const SIDE = 6;
const dice = seeded(5);
const random = (length: number) => Float32Array.from({ length }, () => 2 * dice() - 1);

/** A picture through a convolution, a curve and a pool; a second output beside it. */
const small: OnnxGraph = {
  inputs: { images: [1, 3, SIDE, SIDE] },
  outputs: ['scores', 'boxes'],
  nodes: [
    { operator: 'Conv', inputs: ['images', 'w', 'b'], outputs: ['c'], attributes: { pads: [1, 1, 1, 1] } },
    { operator: 'Sigmoid', inputs: ['c'], outputs: ['s'] },
    { operator: 'Mul', inputs: ['c', 's'], outputs: ['silu'] },
    { operator: 'Reshape', inputs: ['silu', 'shape'], outputs: ['flat'] },
    { operator: 'Transpose', inputs: ['flat'], outputs: ['scores'], attributes: { perm: [0, 2, 1] } },
    { operator: 'MaxPool', inputs: ['c'], outputs: ['boxes'], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
  ],
  weights: { w: floats([4, 3, 3, 3], random(108)), b: floats([4], random(4)), shape: list(1, 4, -1) },
};

/** One number of each picture: the mean of its first channel. */
const openBatch: OnnxGraph = {
  inputs: { crops: ['N', 2, 2, 2] },
  outputs: ['embedding'],
  nodes: [
    { operator: 'GlobalAveragePool', inputs: ['crops'], outputs: ['p'] },
    { operator: 'Flatten', inputs: ['p'], outputs: ['f'] },
    { operator: 'Gemm', inputs: ['f', 'w'], outputs: ['embedding'] },
  ],
  weights: { w: floats([2, 1], [1, 0]) },
};

function open(runtime: RuntimeName, graph: OnnxGraph): Promise<Engine> {
  const options = { fileName: 'small.onnx', backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;
  return engines[runtime](writeOnnx(graph), options);
}

describe.each(Object.keys(engines) as RuntimeName[])('%s', (runtime) => {
  let engine: Engine;
  beforeAll(async () => void (engine = await open(runtime, small)));
  afterAll(() => engine[Symbol.dispose]());

  test('says what it is and what goes in and out, in the names and shapes of the file', () => {
    const { backend, threads, input, outputs } = engine;
    expect(engine.runtime).toBe(runtime);
    expect({ backend, threads }).toEqual({ backend: 'wasm', threads: 1 });
    expect(input).toEqual({ name: 'images', shape: [1, 3, SIDE, SIDE] });
    expect(outputs.map(({ name }) => name)).toEqual(['scores', 'boxes']);
  });

  test('answers the same to the same, and leaves what it was given and what it gave alone', async () => {
    const input = random(3 * SIDE * SIDE);
    const kept = input.slice();
    const first = await engine.run(input);
    const copies = first.map((each) => each.slice());
    expect(first.map(({ length }) => length)).toEqual([4 * SIDE * SIDE, 4 * 9]);
    expect(input).toEqual(kept);

    const other = await engine.run(input.map((x) => -x));
    expect(other[0]).not.toEqual(copies[0]);
    expect(first).toEqual(copies);
    expect(await engine.run(input)).toEqual(copies);
  });

  test('lets what is no number through, to where it leads and no further', async () => {
    const input = new Float32Array(3 * SIDE * SIDE);
    input[0] = NaN; // top left: the convolution carries it one place to the right and down
    const [scores] = await engine.run(input);
    const places = Array.from({ length: SIDE * SIDE }, (_, place) => Number.isNaN(scores![4 * place]));
    expect(places.flatMap((lost, place) => (lost ? [place] : []))).toEqual([0, 1, SIDE, SIDE + 1]);
  });

  test('is not asked twice at once', async () => {
    const input = random(3 * SIDE * SIDE);
    const running = engine.run(input);
    await expect(engine.run(input)).rejects.toThrow('busy');
    await running;
  });

  test('is not asked with too few numbers', async () => {
    await expect(engine.run(new Float32Array(5))).rejects.toThrow('as many numbers');
    await expect(engine.run(new Float32Array(0))).rejects.toThrow('as many numbers');
  });

  test('takes as many pictures as there are where the batch is open', async () => {
    using embedder = await open(runtime, openBatch);
    expect(embedder.input.shape.slice(1)).toEqual([2, 2, 2]);
    expect(typeof embedder.input.shape[0]).toBe('string');
    const crop = (mean: number) => [mean - 1, mean, mean, mean + 1, 9, 9, 9, 9];
    expect(await embedder.run(Float32Array.from([3, 5, 7].flatMap(crop)))).toEqual([Float32Array.of(3, 5, 7)]);
    expect(await embedder.run(Float32Array.from(crop(4)))).toEqual([Float32Array.of(4)]);
  });

  test('runs beside others of its kind, and one that is disposed of is not asked any more', async () => {
    const other = await open(runtime, small);
    const input = random(3 * SIDE * SIDE);
    const expected = await engine.run(input);
    expect(await other.run(input)).toEqual(expected);
    other[Symbol.dispose]();
    await expect(other.run(input)).rejects.toThrow('disposed');
    expect(await engine.run(input)).toEqual(expected);
  });

  test('takes no more memory the longer it runs', { timeout: 120_000 }, async () => {
    const side = 256;
    const wide: OnnxGraph = { ...small, inputs: { images: [1, 3, side, side] } };
    using large = await open(runtime, wide);
    const input = random(3 * side * side);
    for (let i = 0; i < 20; i++) await large.run(input);
    const before = process.memoryUsage().rss;
    // What a run computes is 3.5 MB: had a tenth of it stayed, it would show.
    for (let i = 0; i < 200; i++) await large.run(input);
    expect(process.memoryUsage().rss - before).toBeLessThan(70e6);
  });
});
