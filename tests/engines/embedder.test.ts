/** Re-identification networks on people of a real shop, against what onnxruntime 1.30 said on a CPU. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cosineDistance, normalised } from '#core/detection/appearance.ts';
import type { Engine } from '#engines/engine.ts';
import { type EmbedderCard, embedderCardOf } from '#engines/model-card.ts';
import { openOrt } from '#engines/ort.ts';
import { createPixelEmbedder } from '#engines/pixel-embedder.ts';
import { goldenFolder, goldenTensor, modelFile, onOrt, rgbaFrame, shopView } from '../support/golden.ts';

/** YOLOX's boxes of the golden file: the same man from two sides. */
const man = {
  view2: { x0: 138.78, y0: -2.34, x1: 270.28, y1: 282.91 },
  view6: { x0: 330.14, y0: 65.19, x1: 446.11, y1: 309.22 },
};
/** Shelves, as high and as wide. */
const shelf = {
  view2: { x0: 420, y0: 40, x1: 550, y1: 320 },
  view6: { x0: 120, y0: 100, x1: 236, y1: 344 },
};
const views = ['view2', 'view6'] as const;

describe.skipIf(goldenFolder === null).each(['0248', '0287', '0288'])('person-reid-retail-%s', (number) => {
  const name = `person-reid-retail-${number}`;
  let engine: Engine;
  let card: EmbedderCard;
  beforeAll(async () => {
    const { bytes, sha256 } = modelFile(`${name}.onnx`);
    engine = await openOrt(bytes, { ...onOrt, fileName: `${name}.onnx` });
    card = embedderCardOf(sha256)!;
  }, 60_000);
  afterAll(() => engine[Symbol.dispose]());

  test.each(views)('says of the man of %s, cut out of the frame, what it says of the golden picture', async (view) => {
    const [vector] = await createPixelEmbedder(engine, card)(shopView(view), [man[view]], []);
    const golden = normalised(goldenTensor(view, name, card.output.name))!;
    expect(cosineDistance(vector!, golden)).toBeLessThan(1e-3);
  });

  test('gives vectors of length 1, in the order of the boxes', async () => {
    const boxes = [shelf.view6, man.view6];
    const vectors = await createPixelEmbedder(engine, card)(shopView('view6'), boxes, []);
    const [second] = await createPixelEmbedder(engine, card)(shopView('view6'), [man.view6], []);
    expect(vectors[1]).toEqual(second);
    for (const vector of vectors) {
      expect(vector).toHaveLength(card.output.dimension);
      expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
    }
  });

  test('finds a man in two cameras more like himself than like the shelves around him', async () => {
    const embed = createPixelEmbedder(engine, card);
    const [man2, shelf2] = await embed(shopView('view2'), [man.view2, shelf.view2], []);
    const [man6, shelf6] = await embed(shopView('view6'), [man.view6, shelf.view6], []);
    const himself = cosineDistance(man2!, man6!);
    const others = [cosineDistance(man2!, shelf2!), cosineDistance(man6!, shelf6!), cosineDistance(man2!, shelf6!)];
    expect(himself).toBeLessThan(Math.min(...others));
  });

  test('does not see what is behind a mask', async () => {
    const everything = [
      [0, 0],
      [640, 0],
      [640, 360],
      [0, 360],
    ] as const;
    const grey = rgbaFrame({ width: 640, height: 360, rgb: new Uint8Array(640 * 360 * 3).fill(128) });
    const embed = createPixelEmbedder(engine, card);
    const [masked] = await embed(shopView('view2'), [man.view2], [everything]);
    expect(masked).toEqual((await embed(grey, [man.view2], []))[0]);
  });
});
