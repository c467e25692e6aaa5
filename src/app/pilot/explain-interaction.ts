import { proofWindow } from '#core/pipeline/proof.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** A run is asked for more this often, ms, until all of it is there. */
const AGAIN = 500;

/** Opens the evidence of an interaction at once, plays what was around it, and gathers the rest; `null` closes it. */
export function explainInteraction(pilot: PilotSession, id: string | null): void {
  const before = pilot.evidence;
  pilot.select({ interaction: id });
  pilot.evidence = id === null ? null : evidenceOf(pilot, id);
  const { evidence, playback } = pilot;
  if (evidence === null) {
    if (before !== null) playback?.loop(null);
    return;
  }
  if (playback?.can.seek === true) {
    playback.loop(evidence.window);
    playback.seek(evidence.window.from);
    playback.play();
  }
  void gather(pilot, evidence);
}

/** The interaction that comes `step` after the selected one; `null` at the ends. */
export function interactionBeside(pilot: PilotSession, step: 1 | -1): string | null {
  const all = pilot.outcome?.interactions ?? [];
  const index = all.findIndex(({ id }) => id === pilot.selection.interaction);
  if (index === -1) return all[0]?.id ?? null;
  return all[index + step]?.id ?? null;
}

function evidenceOf(pilot: PilotSession, id: string): Evidence | null {
  const interaction = pilot.outcome?.interactions.find((each) => each.id === id);
  if (interaction === undefined) return null;
  return { interaction, window: proofWindow(interaction), curves: null, shoppers: [], paths: [], forgotten: false };
}

async function gather(pilot: PilotSession, evidence: Evidence): Promise<void> {
  const { interaction } = evidence;
  const { books } = pilot;
  const proof = books === null ? null : await books.proof(interaction).catch(() => 'failed' as const);
  if (proof === 'failed' || pilot.evidence !== evidence) return; // whoever recalls, or runs, says why
  const marked = [interaction.start, interaction.end] as const;
  const gathered: Evidence =
    proof === null
      ? { ...evidence, forgotten: books !== null }
      : { ...evidence, ...proof, curves: proof.weights.map((each) => ({ ...each, marked })) };
  pilot.evidence = gathered;
  const over = proof === null ? books !== null : proof.whole;
  if (!over) setTimeout(() => void gather(pilot, gathered), AGAIN);
}
