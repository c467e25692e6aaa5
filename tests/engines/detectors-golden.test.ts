/** The catalogue's detectors on two views of a real shop, against what onnxruntime 1.30 said on a CPU. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decoderOf } from '#core/detection/decoders.ts';
import type { Detection } from '#core/detection/detection.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { createDetectionReader } from '#core/detection/read-detections.ts';
import { iou } from '#core/geometry/box.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import { namedOutputs } from '#engines/named-outputs.ts';
import { type OpenModel, openModel } from '#engines/open-model.ts';
import { createPixelDetector } from '#engines/pixel-detector.ts';
import {
  goldenFolder,
  goldenPicture,
  goldenTensors,
  largestDifference,
  modelFile,
  onOrt,
  planesOfBgr,
  shopView,
} from '../support/golden.ts';

const FRAME = { width: 640, height: 360 };

/** `golden.json` has YOLOX's boxes, px of the frame; the one person of each view is there for everybody. */
const person = {
  view2: { x0: 138.78, y0: -2.34, x1: 270.28, y1: 282.91 },
  view6: { x0: 330.14, y0: 65.19, x1: 446.11, y1: 309.22 },
};
const views = ['view2', 'view6'] as const;

/** `sure`: scores beyond doubt. FastestDet's are roots of probabilities, so they lie higher. */
const models = [
  { file: 'yolox_nano_416', sure: 0.5, picture: 'letterbox416' },
  { file: 'nanodet_m_416', sure: 0.5, picture: 'letterbox416' },
  { file: 'fastestdet_352', sure: 0.65, picture: 'stretch352' },
  { file: 'light_person_detector_192', sure: 0.5, picture: 'letterbox192' },
] as const;

describe.skipIf(goldenFolder === null).each(models)('$file', ({ file, sure, picture }) => {
  let model: OpenModel;
  beforeAll(async () => void (model = await openModel(modelFile(`${file}.onnx`), onOrt)), 60_000);
  afterAll(() => model.engine[Symbol.dispose]());

  const people = (detections: readonly Detection[]) =>
    detections.filter(({ classId, score }) => classId === model.card.person && score > sure);
  const readGolden = (view: string) => {
    const { engine, card } = model;
    const pick = namedOutputs(engine, decoderOf(card.output).outputs(card.output));
    const read = createDetectionReader(card.output, { input: card.input, classes: card.labels.length });
    return read(pick(goldenTensors(view, file, engine)), letterbox(FRAME, card.input, card.input));
  };

  test('is in the catalogue, with the input it has', () => {
    const { card, engine, notes } = model;
    const { width, height } = card.input;
    expect(notes).toEqual([]);
    expect(engine.input).toEqual({ name: card.input.name, shape: [1, 3, height, width] });
    expect(card.labels[card.person]).toBe('person');
  });

  test.each(views)('finds the one person of %s where YOLOX does, in the golden tensors', (view) => {
    const found = people(readGolden(view));
    expect(found).toHaveLength(1);
    expect(iou(found[0]!.box, person[view])).toBeGreaterThan(0.7);
  });

  test.each(views)('takes %s in as the golden picture has it, within a level', (view) => {
    const { input } = model.card;
    const { layout, colour, bytes } = shopView(view);
    const plain = { ...input, range: 255 as const, mean: [0, 0, 0], std: [1, 1, 1] };
    const tensor = createFrameToTensor(layout, colour, letterbox(FRAME, input, input), plain)(bytes);
    // Pillow rounds to bytes after each of its two passes, we do not.
    expect(largestDifference(tensor, planesOfBgr(goldenPicture(`${view}_${picture}`)))).toBeLessThan(1.05);
  });

  test.each(views)('finds from the pixels of %s what it finds in the golden tensors', async (view) => {
    const { detections } = await createPixelDetector(model.engine, model.card)(shopView(view), []);
    const [found, ...others] = people(detections);
    const [golden] = people(readGolden(view));
    expect(others).toEqual([]);
    expect(iou(found!.box, golden!.box)).toBeGreaterThan(0.97);
    expect(Math.abs(found!.score - golden!.score)).toBeLessThan(0.02);
  });

  test('says so when the network gives what is no number, and finds the others all the same', async () => {
    const { engine, card } = model;
    const broken = {
      ...engine,
      run: async () => goldenTensors('view2', file, engine).map((tensor) => tensor.fill(NaN, tensor.length - 1)),
    };
    const look = (on: typeof engine) => createPixelDetector(on, card)(shopView('view2'), []);
    const [whole, less] = [await look(engine), await look(broken)];
    expect([whole.notNumbers, less.notNumbers]).toEqual([false, true]);
    expect(people(less.detections)).toHaveLength(people(whole.detections).length);
  });

  test('does not see a person behind a mask', async () => {
    const mask = [
      [120, 0],
      [290, 0],
      [290, 300],
      [120, 300],
    ] as const;
    const { detections } = await createPixelDetector(model.engine, model.card)(shopView('view2'), [mask]);
    expect(people(detections)).toEqual([]);
  });
});

describe.skipIf(goldenFolder === null)('YOLOX-nano', () => {
  test.each([
    ['view2', [138.78, -2.34, 270.28, 282.91, 0.9005, 0]],
    ['view6', [330.14, 65.19, 446.11, 309.22, 0.8539, 0]],
  ] as const)('finds in %s the box that golden.json lists, and no other above 0.25', async (view, listed) => {
    const { engine, card } = await openModel(modelFile('yolox_nano_416.onnx'), onOrt);
    const head = { ...card.output, scoreThreshold: 0.25, nmsIou: 0.45 };
    const read = createDetectionReader(head, { input: card.input, classes: card.labels.length });
    const found = read(goldenTensors(view, 'yolox_nano_416', engine), letterbox(FRAME, card.input, card.input));
    expect(found.map(rounded)).toEqual([listed]);
    engine[Symbol.dispose]();
  });
});

function rounded({ box, score, classId }: Detection): number[] {
  const corners = [box.x0, box.y0, box.x1, box.y1].map((each) => Number(each.toFixed(2)));
  return [...corners, Number(score.toFixed(4)), classId];
}
