import { proofWindow } from '#core/pipeline/proof.ts';
import type { OperatorAction } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';
import type { Books } from '#app/pilot/books.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { Recall } from '#app/pilot/recall.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import type { Desk } from '#app/desk.ts';

/**
 * The books of a session that is over.
 *
 * @param changed - Told when what is at the playhead may look otherwise: somebody has another name.
 */
export function storedBooks(
  { rooms: { store } }: Desk,
  pilot: PilotSession,
  recall: Recall,
  changed: () => void,
): Books {
  return {
    proof: async (interaction) => {
      const { from, to } = proofWindow(interaction);
      const plates = interaction.plates.map(({ plate }) => plate);
      const [stretch, { shoppers }] = await Promise.all([
        recall.stretch(plates, from, to),
        recall.at(interaction.start),
      ]);
      return { ...stretch, shoppers, whole: true };
    },
    dwell: (from, to) => recall.dwell(from, to),
    tracks: (from, to) => recall.tracks(from, to),
    enter: async (deed) => {
      const id = pilot.id!;
      const action: OperatorAction = { kind: 'action', time: pilot.outcome?.time ?? micros(0), ...deed };
      await store.appendAction(id, action);
      const view = await recall.amend([action]);
      await store.saveResults(id, resultsOf(view));
      pilot.outcome = view;
      changed();
    },
  };
}
