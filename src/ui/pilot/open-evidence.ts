import type { Interaction } from '#core/interaction/interaction.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { Workbench } from '#app/workbench.svelte.ts';

/** Opens what proves an interaction, and lights its shopper up everywhere. */
export function openEvidence(workbench: Workbench, session: PilotSession, interaction: Interaction): void {
  session.select({ shopper: interaction.attributions[0]?.shopper ?? null });
  if (session.evidence?.interaction.id !== interaction.id) workbench.explain(interaction.id);
}

/** Back from the evidence to the whole session. */
export function closeEvidence(workbench: Workbench, session: PilotSession): void {
  workbench.explain(null);
  session.select({ shopper: null });
}
