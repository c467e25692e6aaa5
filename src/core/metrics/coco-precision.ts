import { type AreaMatches, COCO_IOUS } from '#core/metrics/coco-matching.ts';

/** Recalls at which precision is looked up, 0 to 1. Binary fractions as NumPy's `linspace` has them. */
export const COCO_RECALLS: readonly number[] = Array.from({ length: 101 }, (_, r) => r * 0.01);

/** What became of the detections of one category, all images together, image by image. */
export interface CocoCounts {
  readonly score: Float64Array;
  /** From 0, of the detection among those of its image and category; 0 is the surest. */
  readonly rank: Uint8Array;
  /** By size: `COCO_AREAS`. */
  readonly areas: readonly AreaMatches[];
}

export interface Precision {
  /** By threshold and recall, in `[0, 1]`. */
  readonly precision: readonly (readonly number[])[];
  /** By threshold, how much of the truth is found at all. */
  readonly recall: readonly number[];
}

/**
 * @param most - How many detections an image and category may have; surer ones first.
 * @returns `null` when there is nothing to be found.
 */
export function averagePrecision(counts: CocoCounts, area: number, most: number): Precision | null {
  const { truth, matched, ignored } = counts.areas[area]!;
  if (truth === 0) return null;
  const order = [...counts.score.keys()]
    .filter((d) => counts.rank[d]! < most)
    .sort((a, b) => counts.score[b]! - counts.score[a]!);
  const each = COCO_IOUS.map((_, t) => {
    const counted = order.filter((d) => ((ignored[d]! >> t) & 1) === 0);
    return curve(
      counted.map((d) => ((matched[d]! >> t) & 1) === 1),
      truth,
    );
  });
  return { precision: each.map(({ precision }) => precision), recall: each.map(({ recall }) => recall) };
}

/** @param right - Of each detection, the surest first. */
function curve(right: readonly boolean[], truth: number): { precision: readonly number[]; recall: number } {
  let found = 0;
  const recall: number[] = [];
  const precision = right.map((isRight, i) => {
    if (isRight) found++;
    recall.push(found / truth);
    return found / (i + 1 + Number.EPSILON);
  });
  // The best precision at this recall or any larger one.
  for (let i = precision.length - 2; i >= 0; i--) precision[i] = Math.max(precision[i]!, precision[i + 1]!);
  let i = 0;
  return {
    precision: COCO_RECALLS.map((wanted) => {
      while (i < recall.length && recall[i]! < wanted) i++;
      return precision[i] ?? 0;
    }),
    recall: found / truth,
  };
}
