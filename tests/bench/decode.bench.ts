/** What reading a network's answer costs, decoding, suppression and detections, and cutting a person out of a frame. */
import { createCandidates } from '#core/detection/candidates.ts';
import { decoderOf } from '#core/detection/decoders.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { cropOf } from '#core/detection/pixels.ts';
import { createDetectionReader } from '#core/detection/read-detections.ts';
import { createCropsToTensor } from '#engines/crops-to-tensor.ts';
import { type ModelCard, cardOf, embedderCardOf } from '#engines/model-card.ts';
import { goldenFolder, goldenTensor, modelFile, shopView } from '../support/golden.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

const models = ['yolox_nano_416', 'nanodet_m_416', 'fastestdet_352', 'light_person_detector_192'];
const frame = { width: 640, height: 360 };
const BLOCKS = 30;
const CALLS = 40;

export const bench: Bench = {
  name: 'decode',
  run: async () => {
    if (goldenFolder === null) throw new NotMeasured('the models are not in the data folder');
    return [...models.map(rowOf), yolov8Row(), cropRow()];
  },
};

function rowOf(model: string): Row {
  const card = cardOf(modelFile(`${model}.onnx`).sha256)!;
  const tensors = decoderOf(card.output)
    .outputs(card.output)
    .map((name) => goldenTensor('view6', model, name));
  return readingRow(card, tensors, card.name);
}

/** 84 × 8400, as a network of 640 × 640 gives it; the silence of most cells is that of a real picture. */
function yolov8Row(): Row {
  const coco = cardOf(modelFile('yolox_nano_416.onnx').sha256)!;
  const output = {
    decoder: 'yolov8',
    name: 'output0',
    order: 'fields-first',
    scoreThreshold: 0.1,
    nmsIou: 0.45,
  } as const;
  const tensor = Float32Array.from({ length: 84 * 8400 }, (_, i) => {
    const [field, cell] = [Math.floor(i / 8400), i % 8400];
    if (field < 4) return field < 2 ? 320 + (cell % 40) : 100;
    return cell < 60 && field === 4 ? 0.2 + cell / 100 : ((i * 7919) % 1000) / 20_000;
  });
  const card = { ...coco, output, input: { ...coco.input, width: 640, height: 640 } };
  return readingRow(card, [tensor], 'YOLOv8 head, 84 × 8400');
}

function readingRow(card: ModelCard, tensors: readonly Float32Array[], what: string): Row {
  const network = { input: card.input, classes: card.labels.length };
  const found = createCandidates();
  decoderOf(card.output).decode(tensors, card.output, network, found);
  const read = createDetectionReader(card.output, network);
  const box = letterbox(frame, card.input, card.input);
  return {
    what: `${what}: ${found.count} candidates, ${read(tensors, box).length} detections`,
    value: microsecondsOf(() => void read(tensors, box)),
    unit: 'µs/frame',
  };
}

function cropRow(): Row {
  const card = embedderCardOf(modelFile('person-reid-retail-0288.onnx').sha256)!;
  const view = shopView('view6');
  const draw = createCropsToTensor(card.input)(view);
  const tensor = new Float32Array(3 * card.input.width * card.input.height);
  const crop = cropOf(view.layout, { x0: 330, y0: 65, x1: 446, y1: 309 })!;
  return {
    what: 'cut a person of 116 × 244 px out of a frame, to 128 × 256',
    value: microsecondsOf(() => draw(crop, tensor, 0)),
    unit: 'µs/person',
  };
}

/** Median over blocks of calls. */
function microsecondsOf(work: () => void): number {
  const blocks = Array.from({ length: BLOCKS }, () => {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) work();
    return ((performance.now() - start) * 1000) / CALLS;
  });
  return blocks.toSorted((a, b) => a - b)[BLOCKS >> 1]!;
}
