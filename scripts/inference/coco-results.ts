import type { CocoCategory } from '#core/datasets/coco-truth.ts';
import type { DetectionRow } from '../headless/page/page.ts';

/** One line of COCO's results. Places to a hundredth of a px, scores to a hundred-thousandth: what is behind them is noise. */
export interface CocoResult {
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
  readonly score: number;
}

export function cocoResult(
  image: number,
  [x0, y0, x1, y1, score, classId]: DetectionRow,
  categories: readonly CocoCategory[],
): CocoResult {
  return {
    image_id: image,
    category_id: categories[classId]!.id,
    bbox: [rounded(x0, 2), rounded(y0, 2), rounded(x1 - x0, 2), rounded(y1 - y0, 2)],
    score: rounded(score, 5),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
