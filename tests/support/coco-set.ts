import fc from 'fast-check';
import type { CocoBox } from '#core/datasets/coco-json.ts';
import type { CocoDetection } from '#core/datasets/coco-detections.ts';
import type { CocoAnnotation, CocoTruth } from '#core/datasets/coco-truth.ts';

/** Something to be found; in image 1, of category 1, as large as its box, unless said otherwise. */
export function there(
  box: CocoBox,
  { image = 1, category = 1, area = box[2] * box[3], crowd = false }: Partial<CocoAnnotation> = {},
): CocoAnnotation {
  return { image, category, box, area, crowd };
}

export function found(
  score: number,
  box: CocoBox,
  { image = 1, category = 1 }: Partial<CocoDetection> = {},
): CocoDetection {
  return { image, category, box, score };
}

/** Images 1 and 2, categories 1 and 2. */
export function truthOf(
  annotations: readonly CocoAnnotation[],
  images: readonly number[] = [1, 2],
  categories: readonly number[] = [1, 2],
): CocoTruth {
  return { file: 'truth.json', images, categories: categories.map((id) => ({ id, name: `c${id}` })), annotations };
}

const place = fc.integer({ min: 0, max: 60 });
const box: fc.Arbitrary<CocoBox> = fc.tuple(place, place, place, place);
const one = fc.constantFrom(1, 2);

/** Two images, two categories, boxes that overlap a lot, no two scores alike. */
export const anySet: fc.Arbitrary<{ readonly truth: CocoTruth; readonly detections: readonly CocoDetection[] }> = fc
  .tuple(
    fc.array(fc.record({ box, image: one, category: one, crowd: fc.boolean() }), { maxLength: 8 }),
    fc.uniqueArray(fc.record({ box, image: one, category: one, score: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 12,
      selector: ({ score }) => score,
    }),
  )
  .map(([annotations, detections]) => ({
    truth: truthOf(annotations.map((each) => there(each.box, each))),
    detections,
  }));
