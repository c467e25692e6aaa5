/**
 * COCO's average precision and recall of boxes, over ten thresholds of overlap, all categories, and three sizes.
 *
 * Source: T.-Y. Lin et al., *Microsoft COCO: Common Objects in Context*, ECCV 2014, and https://cocodataset.org/#detection-eval;
 * where they leave something open, pycocotools decides (see ADR 0009).
 */
import type { CocoDetection } from '#core/datasets/coco-detections.ts';
import type { CocoTruth } from '#core/datasets/coco-truth.ts';
import { COCO_AREAS, COCO_IOUS, matchImage } from '#core/metrics/coco-matching.ts';
import {
  COCO_RECALLS,
  type CocoCounts,
  type Precision,
  averagePrecision,
  surestFirst,
} from '#core/metrics/coco-precision.ts';
import { type Figure, type Metric } from '#core/metrics/metric.ts';

/** What says that there is no figure, as there is none of large things where nothing is large. As pycocotools prints it. */
export const COCO_NONE = -1;

/** Detections of one category in one image beyond these are not looked at. */
const MOST = 100;

export type CocoName =
  'AP' | 'AP50' | 'AP75' | 'APs' | 'APm' | 'APl' | 'AR1' | 'AR10' | 'AR100' | 'ARs' | 'ARm' | 'ARl';

export interface CocoInput {
  readonly truth: CocoTruth;
  readonly detections: readonly CocoDetection[];
}

/** By id of category; every category of the truth is in it. */
export type CocoSums = ReadonlyMap<number, CocoCounts>;

const share: Figure = { kind: 'fraction', better: 'higher', none: COCO_NONE };

export const coco = {
  name: 'COCO',
  figures: {
    AP: share,
    AP50: share,
    AP75: share,
    APs: share,
    APm: share,
    APl: share,
    AR1: share,
    AR10: share,
    AR100: share,
    ARs: share,
    ARm: share,
    ARl: share,
  },
  score({ truth, detections }) {
    const truthOf = byCategoryAndImage(truth.annotations);
    const foundOf = byCategoryAndImage(detections);
    // In order of their ids: of two detections with one score in two images the one in the smaller id goes first.
    const images = truth.images.toSorted((a, b) => a - b);
    return new Map(
      truth.categories.map(({ id }) => [id, countCategory(images, truthOf.get(id), foundOf.get(id))] as const),
    );
  },
  /** Of two detections with one score, the one in the earlier set goes first; otherwise the order does not matter. */
  combine(all) {
    const ids = new Set(all.flatMap((sums) => [...sums.keys()]));
    return new Map(
      [...ids].map((id) => {
        const parts = all.flatMap((sums) => sums.get(id) ?? []);
        return [id, joined(parts)] as const;
      }),
    );
  },
  finish(sums) {
    const sorted = [...sums.values()].map((counts) => ({ counts, order: surestFirst(counts) }));
    const at = (area: number, most: number): readonly Precision[] =>
      sorted.flatMap(({ counts, order }) => averagePrecision(counts, order, area, most) ?? []);
    const [all, small, medium, large] = COCO_AREAS.map((_, area) => at(area, MOST));
    const precision = (of: readonly Precision[], threshold?: number): number =>
      mean(of.flatMap(({ precision: values }) => (threshold === undefined ? values.flat() : [...values[threshold]!])));
    const recall = (of: readonly Precision[]): number => mean(of.flatMap(({ recall: values }) => values));
    return {
      AP: precision(all!),
      AP50: precision(all!, COCO_IOUS.indexOf(0.5)),
      AP75: precision(all!, COCO_IOUS.indexOf(0.75)),
      APs: precision(small!),
      APm: precision(medium!),
      APl: precision(large!),
      AR1: recall(at(0, 1)),
      AR10: recall(at(0, 10)),
      AR100: recall(all!),
      ARs: recall(small!),
      ARm: recall(medium!),
      ARl: recall(large!),
    };
  },
} as const satisfies Metric<CocoInput, CocoSums, CocoName>;

/** Precision over recall at one threshold. */
export interface CocoCurve {
  /** One of {@link COCO_IOUS}. */
  readonly iou: number;
  /** At each of {@link COCO_RECALLS}, in `[0, 1]`. */
  readonly precision: readonly number[];
}

/**
 * @param categories - The mean over these; all when not given.
 * @returns A curve each of {@link COCO_IOUS}, of all sizes and at most 100 detections; none where there is nothing to be found.
 */
export function cocoCurves(sums: CocoSums, categories: Iterable<number> = sums.keys()): readonly CocoCurve[] {
  const each = [...categories].flatMap((id) => {
    const counts = sums.get(id);
    return (counts && averagePrecision(counts, surestFirst(counts), 0, MOST)) ?? [];
  });
  if (each.length === 0) return [];
  return COCO_IOUS.map((iou, t) => ({
    iou,
    precision: COCO_RECALLS.map((_, r) => mean(each.map(({ precision }) => precision[t]![r]!))),
  }));
}

type ByImage<T> = ReadonlyMap<number, readonly T[]>;

function byCategoryAndImage<T extends { readonly category: number; readonly image: number }>(
  all: readonly T[],
): ReadonlyMap<number, ByImage<T>> {
  const found = new Map<number, Map<number, T[]>>();
  for (const each of all) {
    let images = found.get(each.category);
    if (images === undefined) found.set(each.category, (images = new Map<number, T[]>()));
    const list = images.get(each.image);
    if (list === undefined) images.set(each.image, [each]);
    else list.push(each);
  }
  return found;
}

function countCategory(
  images: readonly number[],
  truth: ByImage<CocoTruth['annotations'][number]> | undefined,
  found: ByImage<CocoDetection> | undefined,
): CocoCounts {
  const [score, rank]: [number[], number[]] = [[], []];
  const areas = COCO_AREAS.map(() => ({ truth: 0, matched: new Array<number>(), ignored: new Array<number>() }));
  for (const image of images) {
    const [annotations, detections] = [truth?.get(image) ?? [], found?.get(image) ?? []];
    if (annotations.length === 0 && detections.length === 0) continue;
    // `toSorted` keeps the order of the file where scores are equal.
    const best = detections.toSorted((a, b) => b.score - a.score).slice(0, MOST);
    for (const [d, each] of best.entries()) {
      score.push(each.score);
      rank.push(d);
    }
    matchImage(annotations, best, areas);
  }
  return {
    score: Float64Array.from(score),
    rank: Uint8Array.from(rank),
    areas: areas.map(({ truth: count, matched, ignored }) => ({
      truth: count,
      matched: Uint16Array.from(matched),
      ignored: Uint16Array.from(ignored),
    })),
  };
}

function joined(parts: readonly CocoCounts[]): CocoCounts {
  const all = <T>(of: (part: CocoCounts) => ArrayLike<T>): T[] => parts.flatMap((part) => Array.from(of(part)));
  return {
    score: Float64Array.from(all(({ score }) => score)),
    rank: Uint8Array.from(all(({ rank }) => rank)),
    areas: COCO_AREAS.map((_, area) => ({
      truth: parts.reduce((sum, { areas }) => sum + areas[area]!.truth, 0),
      matched: Uint16Array.from(all(({ areas }) => areas[area]!.matched)),
      ignored: Uint16Array.from(all(({ areas }) => areas[area]!.ignored)),
    })),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? COCO_NONE : values.reduce((sum, value) => sum + value, 0) / values.length;
}
