import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { readCocoTruth } from '#core/datasets/coco-truth.ts';
import { coco } from '#core/metrics/coco.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import { data } from '../../support/data.ts';

const folder = data('coco-eval');
if (!folder) console.log('coco-eval is not in the data folder: its boxes are not scored as pycocotools does');

test.skipIf(!folder)('the hundred images of COCO that its authors publish results of, every figure within 1e-6', () => {
  const read = (name: string) => readFileSync(join(folder!, name), 'utf8');
  const truth = readCocoTruth(read('instances_val2014_100.json'), 'truth');
  const detections = readCocoDetections(read('instances_val2014_fakebbox100_results.json'), 'results', truth);
  const figures = coco.finish(scoreCoco(truth, detections));
  const wanted: Record<string, number> = JSON.parse(read('expected_bbox.json')).bbox;
  // Theirs have other names and the same order.
  expect(Object.keys(wanted)).toHaveLength(12);
  Object.values(wanted).forEach((value, i) => {
    const [name, ours] = Object.entries(figures)[i]!;
    expect(Math.abs(ours - value), name).toBeLessThan(1e-6);
  });
});
