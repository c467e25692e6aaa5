/** Greedy non-maximum suppression, class by class (Felzenszwalb et al., TPAMI 2010, §7.2). */
import type { Detection } from '#core/detection/detection.ts';
import { iou } from '#core/geometry/box.ts';

/**
 * Of detections of one class that overlap by more than `limit`, only the best stays.
 *
 * @param limit - IoU in [0, 1].
 * @returns Highest score first; equal scores in the order given.
 */
export function suppress(detections: readonly Detection[], limit: number): readonly Detection[] {
  const kept: Detection[] = [];
  for (const candidate of detections.toSorted((a, b) => b.score - a.score)) {
    const hidden = kept.some(({ box, classId }) => classId === candidate.classId && iou(box, candidate.box) > limit);
    if (!hidden) kept.push(candidate);
  }
  return kept;
}
