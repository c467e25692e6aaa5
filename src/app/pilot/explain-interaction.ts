import { micros } from '#core/time/micros.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** How much of the session is played around an interaction, on either side, µs. */
const MARGIN = 4_000_000;

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
  if (playback?.can.seek !== true) return;
  playback.loop(evidence.window);
  playback.seek(evidence.window.from);
  playback.play();
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
  const all = pilot.outcome?.interactions ?? [];
  const index = all.findIndex((each) => each.id === id);
  const interaction = all[index];
  if (interaction === undefined) return null;
  const window = { from: micros(Math.max(0, interaction.start - MARGIN)), to: micros(interaction.end + MARGIN) };
  return {
    interaction,
    number: index + 1,
    count: all.length,
    previous: all[index - 1]?.id ?? null,
    next: all[index + 1]?.id ?? null,
    window,
    curves: null,
    scene: null,
    paths: null,
  };
}

async function gather(pilot: PilotSession, evidence: Evidence): Promise<void> {
  const { interaction, window } = evidence;
  const { recall } = pilot;
  if (recall === null) return;
  const plates = interaction.plates.map(({ plate }) => plate);
  const [{ weights, paths }, scene] = await Promise.all([
    recall.stretch(plates, window.from, window.to),
    recall.at(interaction.start),
  ]);
  if (pilot.evidence !== evidence) return;
  const marked = [interaction.start, interaction.end] as const;
  pilot.evidence = { ...evidence, scene, paths, curves: weights.map((each) => ({ ...each, marked })) };
}
