import type { Project } from '#core/planning/project.ts';
import type { Person, Ware } from '#core/simulation/moment.ts';

/** What stays the same in a simulated store: everything but the moments. */
export interface Stage {
  readonly project: Pick<Project, 'plan' | 'fixtures'>;
  readonly cast: readonly Person[];
  readonly wares: readonly Ware[];
  /** Of the ceiling over the floor, m. */
  readonly height: number;
  /** Seed of floor, walls, shelves and lamps. */
  readonly look: number;
}
