import { expect, test } from 'vitest';
import type { TensorShape } from '#engines/engine.ts';
import { guessCard } from '#engines/strangers/guess-card.ts';

type Shape = TensorShape['shape'];
const guess = (input: Shape, ...outputs: Shape[]) =>
  guessCard('mine.onnx', {
    input: { name: 'in', shape: input },
    outputs: outputs.map((shape, i) => ({ name: `out${i}`, shape })),
  });

test.each([
  ['YOLOX', [1, 3, 416, 416], [[1, 3549, 85]], { decoder: 'yolox', name: 'out0' }, 80],
  ['YOLOX whose batch is open', ['N', 3, 192, 320], [['N', 1260, 6]], { decoder: 'yolox' }, 1],
  ['YOLOv8', [1, 3, 640, 640], [[1, 84, 8400]], { decoder: 'yolov8', order: 'fields-first' }, 80],
  ['YOLOv8 of one class', [1, 3, 320, 320], [[1, 5, 2100]], { decoder: 'yolov8', order: 'fields-first' }, 1],
  ['YOLOv8 in TensorFlow.js', [1, 640, 640, 3], [[1, 84, 8400]], { decoder: 'yolov8' }, 80],
  ['YOLOv8 turned', [1, 3, 640, 640], [[1, 8400, 84]], { decoder: 'yolov8', order: 'cells-first' }, 80],
  ['FastestDet', [1, 3, 352, 352], [[1, 85, 22, 22]], { decoder: 'fastestdet', stride: 16 }, 80],
  [
    'NanoDet, outputs in pairs',
    [1, 3, 320, 320],
    [
      [1, 1600, 80],
      [1, 1600, 32],
      [1, 400, 80],
      [1, 400, 32],
      [1, 100, 80],
      [1, 100, 32],
    ],
    { decoder: 'nanodet', scores: ['out0', 'out2', 'out4'], distances: ['out1', 'out3', 'out5'] },
    80,
  ],
  [
    'SSD of TensorFlow',
    [1, 300, 300, 3],
    [
      [1, 1917, 90],
      [1, 1917, 1, 4],
    ],
    { decoder: 'ssd', scores: 'out0', boxes: 'out1', background: false },
    90,
  ],
  [
    'SSD with a background',
    [1, 320, 320, 3],
    [
      [1, 2034, 4],
      [1, 2034, 91],
    ],
    { decoder: 'ssd', scores: 'out1', boxes: 'out0', background: true },
    90,
  ],
] as const)('knows %s', (_, input, outputs, head, classes) => {
  const card = guess(input, ...outputs)!;
  expect(card.output).toMatchObject(head);
  expect(card.labels).toHaveLength(classes);
  expect(card.labels[card.person]).toBe('person');
});

test.each([
  ['a classifier', [1, 3, 224, 224], [[1, 1000]]],
  ['YOLOX cells that do not fit the picture', [1, 3, 416, 416], [[1, 8400, 85]]],
  ['a grid that does not fit the picture', [1, 3, 352, 352], [[1, 85, 20, 20]]],
  ['grids of NanoDet with one output missing', [1, 3, 320, 320], [[1, 1600, 80], [1, 1600, 32]]], // prettier-ignore
  ['boxes and scores of different anchors', [1, 300, 300, 3], [[1, 1917, 4], [1, 1900, 90]]], // prettier-ignore
  ['boxes with scores of who knows what', [1, 300, 300, 3], [[1, 1917, 4], [1, 1917, 21]]], // prettier-ignore
  ['a picture of open size', [1, 3, 'H', 'W'], [[1, 3549, 85]]],
  ['two pictures at once', [2, 3, 416, 416], [[2, 3549, 85]]],
  ['no output at all', [1, 3, 416, 416], []],
] as const)('does not take for a detector: %s', (_, input, outputs) => {
  expect(guess(input, ...(outputs as readonly Shape[]))).toBeNull();
});
