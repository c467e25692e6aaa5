/** COCO's results: what a detector found in the images of a ground truth. Masks and keypoints are passed over. */
import * as v from 'valibot';
import { type CocoBox, field } from '#core/datasets/coco-json.ts';
import { malformedJson, readJsonFile } from '#core/datasets/json-file.ts';
import type { CocoTruth } from '#core/datasets/coco-truth.ts';

export interface CocoDetection {
  readonly image: number;
  readonly category: number;
  readonly box: CocoBox;
  /** The higher the surer; any finite number. */
  readonly score: number;
}

const WHAT = 'a list of COCO results';

const schema = v.array(
  v.object(
    { image_id: field.id, category_id: field.id, bbox: field.box, score: field.number },
    'a result with image_id, category_id, bbox and score',
  ),
  'a list of results, each with image_id, category_id, bbox and score; is it ground truth?',
);

/**
 * @param file - Named in messages.
 * @param truth - What was looked at.
 * @returns In the order of the file.
 * @throws WorkbenchError `dataset/malformed` naming the file, the place (`[12].bbox[2]`) and what was expected there; also for an
 * image or a category that `truth` does not have.
 */
export function readCocoDetections(text: string, file: string, truth: CocoTruth): readonly CocoDetection[] {
  const results = readJsonFile(text, file, WHAT, schema);
  const known = { image: new Set(truth.images), category: new Set(truth.categories.map(({ id }) => id)) };
  return results.map((result, i) => {
    for (const of of ['image', 'category'] as const) {
      const id = result[`${of}_id`];
      if (known[of].has(id)) continue;
      throw malformedJson(file, WHAT, `[${i}].${of}_id`, `is “${id}”; expected ${expected(of, truth)}`);
    }
    return { image: result.image_id, category: result.category_id, box: result.bbox, score: result.score };
  });
}

function expected(of: 'image' | 'category', { file, images, categories }: CocoTruth): string {
  if (of === 'image') return `one of the ${images.length} images of ${file}`;
  const some = categories.slice(0, 3).map(({ id, name }) => `${id} ${name}`);
  const rest = categories.length - some.length;
  return `one of the categories of ${file}: ${some.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
