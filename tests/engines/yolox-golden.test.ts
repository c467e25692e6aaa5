/** YOLOX-nano in this runtime against onnxruntime 1.30 on a CPU, on two views of a real shop. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import { boxInFrame, letterbox } from '#core/detection/letterbox.ts';
import { suppress } from '#core/detection/nms.ts';
import { decodeYolox } from '#core/detection/yolox.ts';
import { createPixelDetector } from '#engines/pixel-detector.ts';
import { type OpenModel, openModel } from '#engines/open-model.ts';
import { data } from '../support/data.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';
import { type Picture, readPng } from '../support/png.ts';

const FRAME = { width: 640, height: 360 };
const modelPath = data('models/yolox_nano_416.onnx');
const golden = data('models/golden/golden.json');

/** As `golden.json` lists them: x0, y0, x1, y1, score, class. */
const listed = {
  view2: [138.78, -2.34, 270.28, 282.91, 0.9005, 0],
  view6: [330.14, 65.19, 446.11, 309.22, 0.8539, 0],
};

describe.skipIf(modelPath === null || golden === null)('YOLOX-nano', () => {
  let model: OpenModel;
  beforeAll(async () => {
    const bytes = new Uint8Array(readFileSync(modelPath!));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    model = await openModel(
      { fileName: 'yolox_nano_416.onnx', bytes, sha256 },
      { runtime: 'ort', backend: 'wasm', threads: 1, files: runtimeFilesOfNode },
    );
  });
  afterAll(() => model.engine[Symbol.dispose]());

  test('is in the catalogue', () => {
    expect(model.card).toMatchObject({
      name: 'YOLOX-nano 416',
      person: 0,
      input: model.engine.input.name && { width: 416 },
    });
    expect(model.notes).toEqual([]);
  });

  test.each(['view2', 'view6'] as const)('says of %s what onnxruntime says, within 1e-3', async (view) => {
    const [output] = await model.engine.run(planesOfBgr(readPng(data(`models/golden/${view}_letterbox416.png`)!)));
    const expected = floats(data(`models/golden/${view}_yolox_nano_416_output.f32`)!);
    expect(output!.length).toBe(expected.length);
    expect(largestDifference(output!, expected)).toBeLessThan(1e-3);
  });

  test.each(['view2', 'view6'] as const)('finds the one person of %s', async (view) => {
    const output = floats(data(`models/golden/${view}_yolox_nano_416_output.f32`)!);
    const { input, labels } = model.card;
    const all = decodeYolox(output, labels.length, input, { strides: [8, 16, 32], scoreThreshold: 0.25 });
    const box = letterbox(FRAME, input, input);
    const found = suppress(all, 0.45).map((each) => ({ ...each, box: boxInFrame(each.box, box) }));
    expect(found.map(row)).toEqual([listed[view]]);
  });

  test.each(['view2', 'view6'] as const)('finds the one person of %s from the pixels of the frame', async (view) => {
    const pixels = rgbaFrame(readPng(data(`aifi-nanostore/views/${view}.png`)!));
    const { detections } = await createPixelDetector(model.engine, model.card)(pixels, []);
    const found = row(detections.filter(({ score }) => score > 0.25)[0]!);
    for (const [i, value] of listed[view].entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(i < 4 ? 2 : 0.02);
  });

  test.each(['view2', 'view6'] as const)('the letterbox of %s is Pillow’s, within a level', (view) => {
    const { layout, colour, bytes } = rgbaFrame(readPng(data(`aifi-nanostore/views/${view}.png`)!));
    const { input } = model.card;
    const tensor = createFrameToTensor(layout, colour, letterbox(FRAME, input, input), input)(bytes);
    const expected = planesOfBgr(readPng(data(`models/golden/${view}_letterbox416.png`)!));
    // Pillow rounds to bytes after each of its two passes, we do not.
    expect(largestDifference(tensor, expected)).toBeLessThanOrEqual(1.05);
  });

  test('does not see a person behind a mask', async () => {
    const pixels = rgbaFrame(readPng(data('aifi-nanostore/views/view2.png')!));
    const mask = [
      [120, 0],
      [290, 0],
      [290, 300],
      [120, 300],
    ] as const;
    const { detections } = await createPixelDetector(model.engine, model.card)(pixels, [mask]);
    expect(detections.filter(({ classId, score }) => classId === 0 && score > 0.25)).toEqual([]);
  });
});

function row({
  box,
  score,
  classId,
}: {
  box: { x0: number; y0: number; x1: number; y1: number };
  score: number;
  classId: number;
}) {
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  return [...[box.x0, box.y0, box.x1, box.y1].map((each) => round(each, 2)), round(score, 4), classId];
}

function planesOfBgr({ width, height, rgb }: Picture): Float32Array {
  const area = width * height;
  return Float32Array.from({ length: 3 * area }, (_, i) => rgb[(i % area) * 3 + 2 - Math.floor(i / area)]!);
}

function rgbaFrame({ width, height, rgb }: Picture) {
  const bytes = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) bytes.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  const layout = { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] } as const;
  return { bytes, layout, colour: { matrix: 'rgb', fullRange: true }, shown: { width, height } } as const;
}

function floats(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}
