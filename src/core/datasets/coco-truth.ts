/** COCO's ground truth of boxes: images, categories, annotations. Masks, captions and licences are passed over. */
import * as v from 'valibot';
import { type CocoBox, field } from '#core/datasets/coco-json.ts';
import { malformedJson, readJsonFile } from '#core/datasets/json-file.ts';

export interface CocoAnnotation {
  readonly image: number;
  readonly category: number;
  readonly box: CocoBox;
  /** px², of the mask where there is one, so less than width × height. Decides what is small, medium and large. */
  readonly area: number;
  /** A region of many that were not annotated one by one. */
  readonly crowd: boolean;
}

export interface CocoCategory {
  readonly id: number;
  readonly name: string;
}

export interface CocoTruth {
  /** As the user knows it. */
  readonly file: string;
  /** Ids, also of images without annotations. */
  readonly images: readonly number[];
  readonly categories: readonly CocoCategory[];
  /** In the order of the file. */
  readonly annotations: readonly CocoAnnotation[];
}

const WHAT = 'COCO ground truth';

const schema = v.pipe(
  v.unknown(),
  // To valibot a list is an object too, one without images.
  v.check(
    (json) => !Array.isArray(json),
    'an object with images, categories and annotations; is it a file of results?',
  ),
  v.object(
    {
      images: v.array(v.object({ id: field.id }, 'an image'), 'a list of images'),
      categories: v.array(v.object({ id: field.id, name: v.string('a name') }, 'a category'), 'a list of categories'),
      annotations: v.array(
        v.object(
          {
            id: field.id,
            image_id: field.id,
            category_id: field.id,
            bbox: field.box,
            area: field.size,
            iscrowd: v.optional(v.union([v.boolean(), v.picklist([0, 1])], '0 or 1'), 0),
          },
          'an annotation',
        ),
        'a list of annotations',
      ),
    },
    'an object with images, categories and annotations',
  ),
);

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming the file, the place (`annotations[12].bbox[2]`) and what was expected there.
 */
export function readCocoTruth(text: string, file: string): CocoTruth {
  const { images, categories, annotations } = readJsonFile(text, file, WHAT, schema);
  refuseTwice(images, 'images', file);
  refuseTwice(categories, 'categories', file);
  refuseTwice(annotations, 'annotations', file);
  const known = { image: new Set(images.map(({ id }) => id)), category: new Set(categories.map(({ id }) => id)) };
  return {
    file,
    images: images.map(({ id }) => id),
    categories,
    annotations: annotations.map((annotation, i) => {
      for (const of of ['image', 'category'] as const) {
        const id = annotation[`${of}_id`];
        if (known[of].has(id)) continue;
        const expected = of === 'image' ? 'an id of images' : 'an id of categories';
        throw malformedJson(file, WHAT, `annotations[${i}].${of}_id`, `is “${id}”; expected ${expected}`);
      }
      return {
        image: annotation.image_id,
        category: annotation.category_id,
        box: annotation.bbox,
        area: annotation.area,
        crowd: Boolean(annotation.iscrowd),
      };
    }),
  };
}

function refuseTwice(all: readonly { readonly id: number }[], list: string, file: string): void {
  const first = new Map<number, number>();
  for (const [i, { id }] of all.entries()) {
    const before = first.get(id);
    if (before !== undefined) {
      throw malformedJson(
        file,
        WHAT,
        `${list}[${i}].id`,
        `is “${id}”; expected an id of its own, ${list}[${before}] has it`,
      );
    }
    first.set(id, i);
  }
}
