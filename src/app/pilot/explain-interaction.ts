import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { weightCurves } from '#app/pilot/evidence.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { recallScene } from '#app/pilot/recall-scene.ts';
import { showMoment } from '#app/pilot/show-moment.ts';
import type { Desk } from '#app/desk.ts';

/** Gathers why an interaction is believed, from the journal and the clips. */
export async function explainInteraction(
  desk: Desk,
  pilot: PilotSession,
  interaction: Interaction,
  signal: AbortSignal,
): Promise<void> {
  if (pilot.id === null) return;
  const inputs: SceneInput[] = [];
  for await (const chunk of desk.rooms.store.readInputs(pilot.id)) inputs.push(...chunk);
  const curves = weightCurves(interaction, pilot.project, inputs);
  const scene = await recallScene(desk, pilot.id, pilot.project, interaction.start, signal);
  const missing = await showMoment(desk, pilot, scene, signal, true);
  const missingClips = missing.map(({ path, sha256 }) => ({ name: path.split('/').at(-1)!, sha256 }));
  pilot.evidence = { interaction, curves, scene, missingClips };
}
