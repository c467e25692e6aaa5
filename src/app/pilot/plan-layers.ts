/** What a person may have drawn on the floor plan, and below the timeline; each can be on or off. */
export const planLayers = ['footprints', 'blind', 'dwell', 'sight', 'doubt', 'tracks'] as const;

export type PlanLayer = (typeof planLayers)[number];

export type PlanLayers = Readonly<Record<PlanLayer, boolean>>;

export const usualLayers: PlanLayers = {
  footprints: true,
  blind: false,
  dwell: false,
  sight: true,
  doubt: true,
  tracks: false,
};

/** How many of the last minutes time spent is counted in; 0 is since the beginning. */
export const dwellMinutes = [0, 1, 5, 15, 60] as const;
