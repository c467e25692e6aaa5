import type { Entry } from '#core/basket/entries.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { openDoubts } from '#app/pilot/doubt.ts';
import type { TimelineEvent } from '#overlay/timeline-events.ts';
import type { TimelineVisit } from '#overlay/timeline-visits.ts';

export function timelineEvents(
  interactions: readonly Interaction[],
  entries: readonly Entry[],
): readonly TimelineEvent[] {
  return interactions.map((interaction) => ({
    id: interaction.id,
    type: interaction.type,
    time: interaction.start,
    shopper: interaction.attributions[0]?.shopper ?? null,
    doubtful: openDoubts(interaction, entries).length > 0,
  }));
}

/** A visit that goes on reaches to now; one that turned out to be somebody else's is not shown. */
export function timelineVisits(scene: SceneView | null): readonly TimelineVisit[] {
  return (scene?.visits ?? [])
    .filter(({ closed }) => closed !== 'merged')
    .map(({ shopper, entered, left }) => ({ shopper, from: entered, to: left ?? scene!.time }));
}
