import type { Interaction } from '#core/interaction/interaction.ts';
import {
  type InteractionState,
  createInteractions,
  finishInteractions,
  stepInteractions,
} from '#core/interaction/interactions.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import { shelfModel } from '#core/interaction/shelf-model.ts';
import type { Whereabouts } from '#core/interaction/whereabouts.ts';
import type { Project } from '#core/planning/project.ts';

export interface Weighed {
  readonly interactions: readonly Interaction[];
  readonly state: InteractionState;
}

/** Everything the scales of a project tell, from the first batch to the end of the session. */
export function weigh(project: Project, batches: Iterable<ReadingBatch>, whereabouts: Whereabouts = []): Weighed {
  let state = createInteractions(shelfModel(project));
  const interactions: Interaction[] = [];
  for (const batch of batches) {
    const step = stepInteractions(state, batch, whereabouts);
    state = step.state;
    interactions.push(...step.interactions);
  }
  const last = finishInteractions(state, whereabouts);
  return { interactions: [...interactions, ...last.interactions], state: last.state };
}
