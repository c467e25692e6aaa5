import { type Correction, correct } from '#core/basket/correction.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';

/** What a correction would change of one visit. */
export interface Change {
  readonly before: Receipt;
  readonly after: Receipt;
}

/**
 * What a correction would come to, before anybody says yes to it.
 *
 * @returns The visits it changes; `null` when somebody would hold less than nothing.
 */
export function previewCorrection(
  { postings, visits, time }: SceneView,
  project: Project,
  correction: Correction,
): readonly Change[] | null {
  const corrected = correct({ postings, refusals: [] }, correction, time);
  if (corrected === null) return null;
  const touched = new Set(corrected.postings.slice(postings.length).map(({ shopper }) => shopper));
  return visits
    .filter(({ shopper, closed }) => touched.has(shopper) && closed !== 'merged')
    .map((visit) => ({
      before: writeReceipt(visit, postings, project, time),
      after: writeReceipt(visit, corrected.postings, project, time),
    }));
}
