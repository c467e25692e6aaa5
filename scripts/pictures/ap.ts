import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { readCocoTruth } from '#core/datasets/coco-truth.ts';
import { COCO_RECALLS } from '#core/metrics/coco-precision.ts';
import { coco, cocoCurves } from '#core/metrics/coco.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import { axes, curve } from './curves.ts';
import { COLOURS, LINE, percent, rect, svg, text } from './svg.ts';

/** Detections from the surest down: how far right of the true box each lies, px; `null` where nothing is. */
const SHIFTS = [1, 2, null, 4, 6, null, 9, null, null, 12];
const [SIZE, THINGS] = [60, 8];

/** Precision over recall of ten detections of eight things, at three thresholds of overlap. */
export function apPicture(): string {
  const box = (i: number, shift = 0) => [100 * i + shift, 50, SIZE, SIZE];
  const annotations = Array.from({ length: THINGS }, (_, i) => ({
    id: i + 1,
    image_id: 1,
    category_id: 1,
    bbox: box(i),
    area: SIZE * SIZE,
    iscrowd: 0,
  }));
  let thing = 0;
  const found = SHIFTS.map((shift, rank) => ({
    image_id: 1,
    category_id: 1,
    score: 1 - 0.05 * rank,
    bbox: shift === null ? [5000 + 100 * rank, 50, SIZE, SIZE] : box(thing++, shift),
  }));
  const truth = readCocoTruth(
    JSON.stringify({ images: [{ id: 1 }], categories: [{ id: 1, name: 'bottle' }], annotations }),
    'instances.json',
  );
  const sums = scoreCoco(truth, readCocoDetections(JSON.stringify(found), 'results.json', truth));
  const figures = coco.finish(sums);
  const place = { x: 56, y: 84, width: 380, height: 220 };
  const shown = cocoCurves(sums).filter(({ iou }) => [50, 75, 90].includes(Math.round(100 * iou)));
  return svg(640, 364, 'Precision over recall at three thresholds, and AP', [
    text(16, 30, 'detections, the surest first: found or in vain'),
    ...SHIFTS.map((shift, i) => rect(330 + 24 * i, 16, 22, 20, shift === null ? LINE : COLOURS[0])),
    ...axes(place, 'recall: share of the things that are found', 'precision'),
    ...shown.map(({ precision }, i) => curve(place, COCO_RECALLS, precision, COLOURS[i]!)),
    ...shown.map(({ iou }, i) =>
      text(460, 110 + 24 * i, `overlap ≥ ${iou.toFixed(2)}`, { fill: COLOURS[i]!, weight: 600 }),
    ),
    text(460, 200, `AP50 = ${percent(figures.AP50)}`),
    text(460, 220, `AP75 = ${percent(figures.AP75)}`),
    text(460, 240, `AP = ${percent(figures.AP)}, the mean of ten`),
  ]);
}
