import { type Deed, enter } from '#core/basket/deed.ts';
import { emptyLedger } from '#core/basket/ledger.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';

/** What an entry would change of one visit. */
export interface Change {
  readonly before: Receipt;
  readonly after: Receipt;
}

/**
 * What an entry would come to, before anybody says yes to it.
 *
 * @returns The visits it changes; `null` when somebody would hold less than nothing.
 */
export function previewDeed(
  { postings, visits, time }: SceneView,
  project: Project,
  deed: Deed,
): readonly Change[] | null {
  const entered = enter({ ...emptyLedger, postings }, deed, time);
  if (entered === null) return null;
  const touched = new Set(entered.postings.slice(postings.length).map(({ shopper }) => shopper));
  return visits
    .filter(({ shopper, closed }) => touched.has(shopper) && closed !== 'merged')
    .map((visit) => ({
      before: writeReceipt(visit, postings, project, time),
      after: writeReceipt(visit, entered.postings, project, time),
    }));
}
