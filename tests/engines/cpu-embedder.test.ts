/** The processor's embedder takes a `VideoFrame`, which Node does not have: these frames have what of it is looked at. */
import { expect, test } from 'vitest';
import { createCpuEmbedder } from '#engines/cpu-embedder.ts';
import type { Embedder } from '#engines/embedder.ts';
import type { Engine } from '#engines/engine.ts';
import type { EmbedderCard } from '#engines/model-card.ts';

const [width, height] = [8, 16];
const card: EmbedderCard = {
  name: 'first pixel',
  input: {
    name: 'in',
    width,
    height,
    layout: 'nhwc',
    channels: 'rgb',
    range: 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    fit: 'stretch',
    anchor: 'top-left',
    pad: 114,
  },
  output: { name: 'out', dimension: 3, distance: 'cosine', resemblance: { same: 0.2, different: 0.6, sigma: 0.2 } },
};

/** Says of a picture the colour of its first pixel. */
const engine: Engine = {
  runtime: 'ort',
  backend: 'wasm',
  threads: 1,
  input: { name: 'in', shape: [1, height, width, 3] },
  outputs: [{ name: 'out', shape: [1, 3] }],
  run: async (input) => [input.slice(0, 3)],
  [Symbol.dispose]: () => undefined,
};

/** 40 × 40 px of one colour. @param readable - Whether the browser hands its bytes out. */
function frameOf(colour: readonly number[], readable = true) {
  const frame = {
    format: 'RGBA',
    visibleRect: { width: 40, height: 40 },
    displayWidth: 40,
    displayHeight: 40,
    closed: 0,
    allocationSize: () => 40 * 40 * 4,
    copyTo: async (bytes: Uint8Array) => {
      if (!readable) throw new DOMException('the frame is gone');
      for (let i = 0; i < 40 * 40; i++) bytes.set([...colour, 255], 4 * i);
      return [{ offset: 0, stride: 160 }];
    },
    close: () => {
      frame.closed++;
    },
  };
  return frame as typeof frame & VideoFrame;
}

const box = { x0: 5, y0: 5, x1: 20, y1: 35 };

test('looks at the people of one frame after another, and closes each', async () => {
  const embedder: Embedder = createCpuEmbedder(engine, card);
  expect(embedder.dimension).toBe(3);
  const [red, blue] = [frameOf([200, 0, 0]), frameOf([0, 0, 200])];
  const [first] = await embedder.embed(red, [box], []);
  const [second] = await embedder.embed(blue, [box, box], []);
  // What was said of the first frame is still there after the second.
  expect([...first!].map(Math.round)).toEqual([1, 0, 0]);
  expect([...second!].map(Math.round)).toEqual([0, 0, 1]);
  expect([red.closed, blue.closed]).toEqual([1, 1]);
});

test('closes a frame that nobody can read', async () => {
  const gone = frameOf([0, 0, 0], false);
  await expect(createCpuEmbedder(engine, card).embed(gone, [box], [])).rejects.toThrow('the frame is gone');
  expect(gone.closed).toBe(1);
});
