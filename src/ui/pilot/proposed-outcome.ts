import { type CorrectedOutcome, outcomesOf } from '#core/basket/outcome.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';

/** What was posted for an interaction, else what was most probable: where a correction begins. */
export function proposedOutcome(scene: SceneView | null, interaction: Interaction): CorrectedOutcome {
  const best = interaction.candidates[0];
  return (
    outcomesOf(scene?.postings ?? [], interaction.id)[0] ?? {
      shopper: interaction.attributions[0]?.shopper ?? scene?.visits[0]?.shopper ?? '',
      gtin: best?.gtin ?? '',
      quantity: (interaction.type === 'return' ? -1 : 1) * Math.max(1, best?.quantity ?? 1),
    }
  );
}
