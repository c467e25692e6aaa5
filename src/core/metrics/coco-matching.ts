/** How detections and ground truth of one category in one image are matched, at all thresholds and sizes. */
import type { CocoBox } from '#core/datasets/coco-json.ts';
import type { CocoAnnotation } from '#core/datasets/coco-truth.ts';
import type { CocoDetection } from '#core/datasets/coco-detections.ts';

/** Overlaps over union, 0.5 to 0.95. Binary fractions as NumPy's `linspace` has them, one a hair below: 0.8999999999999999. */
export const COCO_IOUS: readonly number[] = Array.from({ length: 10 }, (_, t) =>
  t === 9 ? 0.95 : 0.5 + t * ((0.95 - 0.5) / 9),
);

/** What counts as small, medium and large, px²; both ends belong to it. */
export const COCO_AREAS = [
  { name: 'all', from: 0, to: 1e10 },
  { name: 'small', from: 0, to: 32 ** 2 },
  { name: 'medium', from: 32 ** 2, to: 96 ** 2 },
  { name: 'large', from: 96 ** 2, to: 1e10 },
] as const;

/** Of one size of {@link COCO_AREAS}. Bit `t` of a number is about threshold `t` of {@link COCO_IOUS}. */
export interface AreaMatches {
  /** How many annotations are to be found. */
  readonly truth: number;
  /** Of each detection, where it is matched. */
  readonly matched: Uint16Array;
  /** Of each detection, where it is neither right nor wrong. */
  readonly ignored: Uint16Array;
}

/** {@link AreaMatches} that grow image by image. */
export interface GrowingMatches {
  truth: number;
  readonly matched: number[];
  readonly ignored: number[];
}

/**
 * @param truth - In the order of the file.
 * @param detections - By score, the highest first.
 * @param into - By {@link COCO_AREAS}; the detections of this image are added.
 */
export function matchImage(
  truth: readonly CocoAnnotation[],
  detections: readonly CocoDetection[],
  into: readonly GrowingMatches[],
): void {
  const overlap = detections.map(({ box }) => truth.map((annotation) => cocoOverlap(box, annotation)));
  for (const [a, range] of COCO_AREAS.entries()) {
    const outside = (area: number): boolean => area < range.from || area > range.to;
    const passed = truth.map(({ crowd, area }) => crowd || outside(area));
    // What counts before what is passed over, each in the order of the file.
    const order = [...truth.keys()].sort((g, h) => Number(passed[g]) - Number(passed[h]));
    // At which thresholds each is taken.
    const taken = truth.map(() => 0);
    for (const [d, { box }] of detections.entries()) {
      const unmatched = outside(box[2] * box[3]);
      let [matched, ignored] = [0, 0];
      for (let t = 0, bit = 1; t < COCO_IOUS.length; t++, bit <<= 1) {
        let best = COCO_IOUS[t]!;
        let partner = -1;
        for (const g of order) {
          if ((taken[g]! & bit) !== 0 && !truth[g]!.crowd) continue;
          // Nobody leaves what counts for what is passed over, however much larger the overlap.
          if (partner >= 0 && !passed[partner]! && passed[g]!) break;
          // Of equal overlaps the later one.
          if (overlap[d]![g]! < best) continue;
          best = overlap[d]![g]!;
          partner = g;
        }
        if (partner >= 0) {
          taken[partner]! |= bit;
          matched |= bit;
        }
        if (partner >= 0 ? passed[partner]! : unmatched) ignored |= bit;
      }
      into[a]!.matched.push(matched);
      into[a]!.ignored.push(ignored);
    }
    into[a]!.truth += passed.filter((each) => !each).length;
  }
}

/** Over union; over the detection alone where the annotation is a crowd. Boxes that only touch have 0. */
export function cocoOverlap(
  [x, y, width, height]: CocoBox,
  { box: [tx, ty, tw, th], crowd }: Pick<CocoAnnotation, 'box' | 'crowd'>,
): number {
  const w = Math.min(x + width, tx + tw) - Math.max(x, tx);
  if (w <= 0) return 0;
  const h = Math.min(y + height, ty + th) - Math.max(y, ty);
  if (h <= 0) return 0;
  const shared = w * h;
  return shared / (crowd ? width * height : width * height + tw * th - shared);
}
