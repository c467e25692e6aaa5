import type { CocoDetection } from '#core/datasets/coco-detections.ts';
import type { CocoTruth } from '#core/datasets/coco-truth.ts';
import { type CocoSums, coco } from '#core/metrics/coco.ts';

/** Scores what was detected in one set of images; `coco.finish` gives the figures, `cocoCurves` the curves. */
export function scoreCoco(truth: CocoTruth, detections: readonly CocoDetection[]): CocoSums {
  return coco.score({ truth, detections });
}
