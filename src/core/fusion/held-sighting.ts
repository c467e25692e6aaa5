import type { FloorSighting } from '#core/fusion/floor-sighting.ts';

/** A sighting that waits for its turn, with its stamp put right, by `applied` s. */
export interface HeldSighting {
  readonly floor: FloorSighting;
  readonly applied: number;
}
