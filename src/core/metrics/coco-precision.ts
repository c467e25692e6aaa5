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

/** @returns Detections, the surest first; of equal scores the one that came first. */
export function surestFirst({ score }: CocoCounts): Uint32Array {
  return Uint32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);
}

/**
 * @param order - Of the same counts, {@link surestFirst}.
 * @param most - How many detections an image and category may have; surer ones first.
 * @returns `null` when there is nothing to be found.
 */
export function averagePrecision(counts: CocoCounts, order: Uint32Array, area: number, most: number): Precision | null {
  const { truth, matched, ignored } = counts.areas[area]!;
  if (truth === 0) return null;
  const looked = order.filter((d) => counts.rank[d]! < most);
  const each = COCO_IOUS.map((_, t) => curve(looked, matched, ignored, 1 << t, truth));
  return { precision: each.map(({ precision }) => precision), recall: each.map(({ recall }) => recall) };
}

/** @param bit - Of the threshold, in `matched` and `ignored`. */
function curve(
  order: Uint32Array,
  matched: Uint16Array,
  ignored: Uint16Array,
  bit: number,
  truth: number,
): { precision: readonly number[]; recall: number } {
  let found = 0;
  const recall: number[] = [];
  const precision: number[] = [];
  for (const d of order) {
    if ((ignored[d]! & bit) !== 0) continue;
    if ((matched[d]! & bit) !== 0) found++;
    recall.push(found / truth);
    precision.push(found / (precision.length + 1 + Number.EPSILON));
  }
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
