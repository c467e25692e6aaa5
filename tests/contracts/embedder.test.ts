/** What every way of telling people apart keeps, on a network made here: on the processor, and on SwiftShader. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cosineDistance } from '#core/detection/appearance.ts';
import { seeded } from '#core/math/seeded.ts';
import { createCpuEmbedder } from '#engines/cpu-embedder.ts';
import type { Embedder } from '#engines/embedder.ts';
import type { Engine } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { openImport } from '#engines/webgpu/frame-import.ts';
import { openGpuEmbedder } from '#engines/webgpu/gpu-embedder.ts';
import { isOnDevice } from '#engines/webgpu/gpu-engine.ts';
import { openRunners } from '#engines/webgpu/open-runners.ts';
import { openDawn } from '../support/dawn.ts';
import { frameOfPixels } from '../support/frame-of-pixels.ts';
import { floats, writeOnnx } from '../support/onnx-writer.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';

const dawn = openDawn();
const [WIDTH, HEIGHT] = [8, 16];
const [ACROSS, DOWN] = [120, 60];
const DIMENSION = 32;
const dice = seeded(9);

/** Colours of each eighth of a picture, mixed in four ways. */
const network = writeOnnx({
  inputs: { crops: [1, 3, HEIGHT, WIDTH] },
  outputs: ['vector'],
  nodes: [
    { operator: 'Conv', inputs: ['crops', 'w'], outputs: ['c'], attributes: { strides: [4, 4] } },
    { operator: 'Flatten', inputs: ['c'], outputs: ['vector'] },
  ],
  weights: {
    w: floats(
      [4, 3, 4, 4],
      Float32Array.from({ length: 192 }, () => 2 * dice() - 1),
    ),
  },
});

const card: EmbedderCard = {
  name: 'eighths',
  input: {
    name: 'crops',
    width: WIDTH,
    height: HEIGHT,
    layout: 'nchw',
    channels: 'bgr',
    range: 1,
    mean: [0.4, 0.5, 0.6],
    std: [0.2, 0.3, 0.4],
    fit: 'stretch',
    anchor: 'top-left',
    pad: 114,
  },
  output: {
    name: 'vector',
    dimension: DIMENSION,
    distance: 'cosine',
    resemblance: { same: 0.2, different: 0.6, sigma: 0.2 },
  },
};

function open(backend: Engine['backend']): Promise<Engine> {
  return engines.tfjs(network, { fileName: 'eighths.onnx', backend, threads: 1, files: runtimeFilesOfNode });
}

const ways = {
  processor: async () => createCpuEmbedder(await open('wasm'), card),
  device: async () => {
    const engine = await open('webgpu');
    if (!isOnDevice(engine)) throw new Error('there is no device');
    const runners = await openRunners(engine, [1, 4]);
    const { device } = runners[0]!.runner.gpu;
    return openGpuEmbedder(runners, openImport('written', device), card);
  },
} as const satisfies Record<string, () => Promise<Embedder>>;

const frame = (seed = 1) => frameOfPixels(picture(seed), ACROSS, DOWN);
const people = Array.from({ length: 11 }, (_, i) => ({ x0: 9 * i, y0: i, x1: 9 * i + 12 + i, y1: 31 + 2 * i }));

const opened: Partial<Record<string, Embedder>> = {};
afterAll(() => {
  for (const embedder of Object.values(opened)) embedder![Symbol.dispose]();
});

describe.skipIf(dawn === null).each(Object.entries(ways))('on the %s', (name, openEmbedder) => {
  let embedder: Embedder;
  beforeAll(async () => void (opened[name] = embedder = await openEmbedder()), 60_000);

  test('of everyone there is a vector of length 1, the same in a crowd as alone', async () => {
    expect(embedder.dimension).toBe(DIMENSION);
    const crowd = await embedder.embed(frame(), people, []);
    expect(crowd).toHaveLength(people.length);
    for (const [i, vector] of crowd.entries()) {
      expect(vector).toHaveLength(DIMENSION);
      expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
      const [alone] = await embedder.embed(frame(), [people[i]!], []);
      expect(cosineDistance(alone!, vector!)).toBeLessThan(1e-6);
      const other = crowd[(i + 1) % crowd.length]!;
      expect(cosineDistance(other, vector!)).toBeGreaterThan(1e-3);
    }
  });

  test('what was said of a frame is still there after the next', async () => {
    const [first] = await embedder.embed(frame(1), [people[3]!], []);
    const kept = first!.slice();
    const [second] = await embedder.embed(frame(2), [people[3]!], []);
    expect(first).toEqual(kept);
    expect(cosineDistance(first!, second!)).toBeGreaterThan(1e-3);
  });

  test('nobody is where less than a pixel is in the frame', async () => {
    const outside = [
      { x0: ACROSS + 5, y0: 0, x1: ACROSS + 20, y1: 40 },
      { x0: 20.2, y0: 5, x1: 20.8, y1: 30 },
      { x0: NaN, y0: 0, x1: 10, y1: 10 },
    ];
    const [, inside, ...others] = await embedder.embed(frame(), [outside[0]!, people[0]!, ...outside.slice(1)], []);
    expect(inside).not.toBeNull();
    expect(others).toEqual([null, null]);
    expect(await embedder.embed(frame(), [], [])).toEqual([]);
  });

  test('nothing behind a mask is seen', async () => {
    const all = [
      [0, 0],
      [ACROSS, 0],
      [ACROSS, DOWN],
      [0, DOWN],
    ] as const;
    const [one] = await embedder.embed(frame(1), [people[2]!], [all]);
    const [other] = await embedder.embed(frame(2), [people[2]!], [all]);
    expect(other).toEqual(one);
  });

  test('boxes are measured on the frame as it is shown, when its pixels are not square', async () => {
    const wide = Object.assign(frame(), { displayWidth: 2 * ACROSS });
    const { x0, y0, x1, y1 } = people[4]!;
    const [vector] = await embedder.embed(wide, [{ x0: 2 * x0, y0, x1: 2 * x1, y1 }], []);
    const [expected] = await embedder.embed(frame(), [people[4]!], []);
    expect(cosineDistance(vector!, expected!)).toBeLessThan(1e-6);
  });

  test('every frame is closed, one that nobody can read too', async () => {
    const whole = frame();
    await embedder.embed(whole, people, []);
    const gone = Object.assign(frame(), { copyTo: () => Promise.reject(new Error('it is gone')) });
    await expect(embedder.embed(gone, people, [])).rejects.toThrow('it is gone');
    expect([whole.closed, gone.closed]).toEqual([true, true]);
  });
});

test.skipIf(dawn === null)('both say the same of the same people', async () => {
  const masks = [
    [
      [30, 10],
      [50, 10],
      [50, 40],
      [30, 40],
    ],
  ] as const;
  const here = await opened['processor']!.embed(frame(), people, masks);
  const there = await opened['device']!.embed(frame(), people, masks);
  for (const [i, vector] of here.entries()) expect(cosineDistance(vector!, there[i]!)).toBeLessThan(1e-4);
});

/** Opaque and smooth, so that a pixel's width says little. */
function picture(seed: number): Uint8Array {
  return Uint8Array.from({ length: 4 * ACROSS * DOWN }, (_, i) => {
    const [channel, x, y] = [i % 4, (i >> 2) % ACROSS, Math.floor(i / 4 / ACROSS)];
    return channel === 3 ? 255 : 128 + 127 * Math.sin((x * (channel + seed)) / 9 + y / (4 + seed));
  });
}
