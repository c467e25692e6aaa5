/**
 * The ids COCO knows its categories by. They run to 90, because ten of those once planned were never annotated; detectors number the
 * 80 that are left from 0, in the same order.
 *
 * Source: Lin et al., *Microsoft COCO: Common Objects in Context*, arXiv 1405.0312, appendix II, and `categories` of
 * `instances_val2017.json` (https://cocodataset.org/#download).
 */
import type { CocoCategory } from '#core/datasets/coco-truth.ts';

const PLANNED = 90;
const NEVER_ANNOTATED: ReadonlySet<number> = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);
const ids = Array.from({ length: PLANNED }, (_, i) => i + 1).filter((id) => !NEVER_ANNOTATED.has(id));

/**
 * @param labels - Of a detector, in the order of its classes.
 * @param coco - The 80 names, in the order of their ids.
 * @returns One for each label. COCO's own ids where every label is a name of COCO's; else they count from 1.
 */
export function cocoCategories(labels: readonly string[], coco: readonly string[]): readonly CocoCategory[] {
  const known = labels.every((label) => coco.includes(label));
  return labels.map((name, i) => ({ id: known ? ids[coco.indexOf(name)]! : i + 1, name }));
}
