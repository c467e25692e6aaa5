import type { Interaction } from '#core/interaction/interaction.ts';
import { micros } from '#core/time/micros.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import type { TimeRange } from '#app/pilot/playback.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** A run is asked for more this often, ms, until all of it is there. */
const AGAIN = 500;

/** What is played of an interaction before it and after it, µs: a reach into the shelf and back. */
const BEFORE = 1_500_000;
const AFTER = 2_000_000;

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
  return { interaction, window: loopOf(interaction), curves: null, shoppers: [], paths: [], forgotten: false };
}

export function loopOf({ start, end }: Pick<Interaction, 'start' | 'end'>): TimeRange {
  return { from: micros(Math.max(0, start - BEFORE)), to: micros(end + AFTER) };
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
