import type { Person, Ware } from '#core/simulation/moment.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';

/** What stays the same in a simulated store: everything but the moments. */
export interface Stage {
  readonly furniture: Furniture;
  readonly cast: readonly Person[];
  readonly wares: readonly Ware[];
  /** Of the ceiling over the floor, m. */
  readonly height: number;
  /** Seed of floor, walls, shelves and lamps. */
  readonly look: number;
}
