import type { Detection } from '#core/detection/detection.ts';
import { iou } from '#core/geometry/box.ts';

/** Below this a box is as likely to be there as not: it comes and goes in a picture in which nothing does. */
const SURE = 0.5;
/** Boxes that overlap by this much are of the same person who stands still. */
const SAME = 0.5;

/** Whether two looks found the same people in the same places, as far as they are sure of them. */
export function sameFinding(a: readonly Detection[], b: readonly Detection[]): boolean {
  const [before, after] = [a, b].map((all) => all.filter(({ score }) => score >= SURE));
  if (before!.length !== after!.length) return false;
  const free = new Set(after);
  return before!.every(({ box }) => {
    const same = [...free].find((other) => iou(box, other.box) >= SAME);
    return same !== undefined && free.delete(same);
  });
}
