/** Crops and batches, with a network that says of each picture its mean blue, green and red. */
import { describe, expect, test } from 'vitest';
import { normalised } from '#core/detection/appearance.ts';
import type { Engine } from '#engines/engine.ts';
import type { EmbedderCard } from '#engines/model-card.ts';
import { createPixelEmbedder } from '#engines/pixel-embedder.ts';
import { rgbaFrame } from '../support/golden.ts';

const [width, height] = [8, 16];
const card: EmbedderCard = {
  name: 'mean',
  input: {
    name: 'in',
    width,
    height,
    layout: 'nhwc',
    channels: 'bgr',
    range: 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    fit: 'stretch',
    anchor: 'top-left',
    pad: 114,
  },
  output: { name: 'mean', dimension: 3, distance: 'cosine', resemblance: { same: 0.2, different: 0.6, sigma: 0.2 } },
};

/** @param batch - A name where the file leaves it open. */
function meanColour(batch: number | string): Engine & { readonly ran: number[] } {
  const area = width * height;
  const ran: number[] = [];
  return {
    runtime: 'ort',
    backend: 'wasm',
    threads: 1,
    input: { name: 'in', shape: [batch, height, width, 3] },
    outputs: [{ name: 'mean', shape: [batch, 3] }],
    ran,
    run: async (input) => {
      const pictures = input.length / 3 / area;
      ran.push(pictures);
      const means = new Float32Array(pictures * 3);
      for (const [i, value] of input.entries()) means[Math.floor(i / 3 / area) * 3 + (i % 3)]! += value / area;
      return [means];
    },
    [Symbol.dispose]: () => undefined,
  };
}

/** Twenty columns of one colour each, 10 px wide: column k is (10 k, 200 − 10 k, 50). */
const colour = (k: number) => [10 * k, 200 - 10 * k, 50] as const;
const columns = rgbaFrame({
  width: 200,
  height: 40,
  rgb: Uint8Array.from({ length: 200 * 40 * 3 }, (_, i) => colour(Math.floor((Math.floor(i / 3) % 200) / 10))[i % 3]!),
});
const boxOf = (k: number) => ({ x0: 10 * k, y0: 0, x1: 10 * (k + 1), y1: 40 });
const expected = (k: number) => normalised(Float32Array.from(colour(k).toReversed()))!;

describe.each([
  [1, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  [4, [4, 4, 4]],
  ['N', [8, 3]],
] as const)('a network whose batch is %s', (batch, runs) => {
  test('looks at every person once, and says whose vector is whose', async () => {
    const engine = meanColour(batch);
    const people = [3, 0, 19, 7, 8, 1, 2, 12, 11, 10, 5];
    const vectors = await createPixelEmbedder(engine, card)(columns, people.map(boxOf), []);
    expect(engine.ran).toEqual(runs);
    for (const [i, k] of people.entries()) {
      for (const channel of [0, 1, 2]) expect(vectors[i]![channel]).toBeCloseTo(expected(k)[channel]!, 2);
    }
  });

  test('asks nothing when there is nobody', async () => {
    const engine = meanColour(batch);
    expect(await createPixelEmbedder(engine, card)(columns, [], [])).toEqual([]);
    expect(engine.ran).toEqual([]);
  });
});

test('cuts off what is outside the frame, and gives nothing for boxes that are', async () => {
  const boxes = [
    { x0: -50, y0: -20, x1: 10, y1: 60 },
    { x0: 210, y0: 0, x1: 260, y1: 40 },
    { x0: 20.2, y0: 5, x1: 20.8, y1: 30 },
    { x0: NaN, y0: 0, x1: 10, y1: 10 },
  ];
  const [inside, ...others] = await createPixelEmbedder(meanColour(1), card)(columns, boxes, []);
  for (const channel of [0, 1, 2]) expect(inside![channel]).toBeCloseTo(expected(0)[channel]!, 2);
  expect(others).toEqual([null, null, null]);
});

test('measures boxes on the frame as it is shown, when its pixels are not square', async () => {
  const shown = { ...columns, shown: { width: 400, height: 40 } };
  const [vector] = await createPixelEmbedder(meanColour(1), card)(shown, [{ x0: 60, y0: 0, x1: 80, y1: 40 }], []);
  for (const channel of [0, 1, 2]) expect(vector![channel]).toBeCloseTo(expected(3)[channel]!, 2);
});

test('a network that answers with zeros or NaN has no answer', async () => {
  const silent = (value: number): Engine => ({ ...meanColour(1), run: async () => [new Float32Array(3).fill(value)] });
  for (const value of [0, NaN, Infinity]) {
    expect(await createPixelEmbedder(silent(value), card)(columns, [boxOf(1)], [])).toEqual([null]);
  }
});
