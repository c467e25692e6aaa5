import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { ReceiptLine } from '#core/checkout/receipt.ts';

/** The newest interaction that a line of a basket was folded from; `null` when it came from somewhere else. */
export function lineEvidence(
  { postings }: Pick<ReceiptLine, 'postings'>,
  scene: Pick<SceneView, 'postings' | 'interactions'>,
): Interaction | null {
  const own = new Set(scene.postings.filter(({ sequence }) => postings.includes(sequence)).map((p) => p.interaction));
  return scene.interactions.findLast(({ id }) => own.has(id)) ?? null;
}
