import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Project } from '#core/planning/project.ts';
import { m } from '#messages/compiled/messages.js';

/** A plate by where it is: `Right shelf, scale 2`; a fixture of more than one shelf says which. Its id where it is nowhere. */
export function plateText({ fixtures }: Pick<Project, 'fixtures'>, plate: string): string {
  for (const { name: fixture, shelves } of fixtures) {
    for (const { name: shelf, plates } of shelves) {
      const number = plates.findIndex(({ id }) => id === plate) + 1;
      if (number === 0) continue;
      const place = shelves.length > 1 ? `${fixture}, ${shelf}` : fixture;
      return m.evidence_plate({ place, number });
    }
  }
  return plate;
}

/** The middles of the plates whose weight an interaction changed, m. */
export function platesOf(
  { fixtures }: Pick<Project, 'fixtures'>,
  interaction: Pick<Interaction, 'plates'> | null,
): readonly WorldPoint[] {
  const moved = new Set(interaction?.plates.map(({ plate }) => plate));
  const plates = fixtures.flatMap(({ shelves }) => shelves.flatMap((shelf) => shelf.plates));
  return plates.filter(({ id }) => moved.has(id)).map(({ at: [x, y, z] }) => ({ x, y, z }));
}
