import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SessionResults } from '#storage/session.ts';

/** What is written down of a scene. */
export function resultsOf({ receipts, interactions, postings, visits }: SceneView): SessionResults {
  return { receipts, interactions, postings, visits };
}
