/** Two cameras that share a detector: somebody moves in front of the shelf, and nobody at the door. */
import type { LiveState } from '#app/pilot/live-state.svelte.ts';

const common = { replaced: 310, stale: 4, lost: 0, notNumbers: 0 };

export const specimenLooking: NonNullable<LiveState['looking']> = {
  cameras: [
    {
      ...common,
      camera: 'door',
      looked: 66,
      still: 822,
      looksPerSecond: 1.1,
      moving: false,
      weight: 0.5,
      priority: 0.5,
      tracks: false,
      age: { p50: 91, p95: 118 },
    },
    {
      ...common,
      camera: 'shelf',
      looked: 580,
      still: 0,
      looksPerSecond: 9.6,
      moving: true,
      weight: 8,
      priority: 1,
      tracks: true,
      age: { p50: 96, p95: 134 },
    },
  ],
  age: { p50: 96, p95: 131 },
  look: { p50: 84, p95: 97 },
  batch: 1,
  input: { width: 416, height: 416 },
  sizes: 1,
};
