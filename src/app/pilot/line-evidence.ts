import type { Entry } from '#core/basket/entries.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { openDoubts } from '#app/pilot/doubt.ts';
import type { ReceiptLine } from '#core/checkout/receipt.ts';

/** The newest interaction that a line of a basket was folded from; `null` when it came from somewhere else. */
export function lineEvidence(
  { postings }: Pick<ReceiptLine, 'postings'>,
  scene: Pick<SceneView, 'postings' | 'interactions'>,
): Interaction | null {
  const own = new Set(scene.postings.filter(({ sequence }) => postings.includes(sequence)).map((p) => p.interaction));
  return scene.interactions.findLast(({ id }) => own.has(id)) ?? null;
}

/** The newest interaction of a line that nobody is sure of; `null` when there is nothing to check. */
export function lineCheck(
  { postings }: Pick<ReceiptLine, 'postings'>,
  scene: Pick<SceneView, 'postings' | 'interactions'>,
  entries: readonly Entry[],
): Interaction | null {
  const own = new Set(scene.postings.filter(({ sequence }) => postings.includes(sequence)).map((p) => p.interaction));
  return scene.interactions.findLast((each) => own.has(each.id) && openDoubts(each, entries).length > 0) ?? null;
}

/** What people said that the line was folded from, and that nobody took back. */
export function lineEntries({ postings }: Pick<ReceiptLine, 'postings'>, entries: readonly Entry[]): readonly Entry[] {
  const counting = entries.filter(({ takesBack, takenBack }) => takesBack === null && !takenBack);
  return counting.filter((entry) => entry.postings.some(({ sequence }) => postings.includes(sequence)));
}
