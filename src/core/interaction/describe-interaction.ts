import { attribute } from '#core/interaction/attribution.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Verdict } from '#core/interaction/judgement.ts';
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { ScaleShelf, ShelfModel } from '#core/interaction/shelf-model.ts';
import type { Whereabouts } from '#core/interaction/whereabouts.ts';
import { micros } from '#core/time/micros.ts';

/** A verdict as the rest of the store hears it: where, when, how much, what and by whom. */
export function describeInteraction(
  id: string,
  model: ShelfModel,
  shelf: ScaleShelf,
  { plates, type, candidates }: Verdict & { type: Interaction['type'] },
  whereabouts: Whereabouts,
  parameters: InteractionParameters,
): Interaction {
  const start = micros(Math.min(...plates.map(({ left }) => left)));
  const end = micros(Math.max(...plates.map(({ arrived }) => arrived)));
  const weight = plates.reduce((sum, { grams }) => sum + Math.abs(grams) + 1e-6, 0);
  const middle = (axis: 'x' | 'y' | 'z') =>
    plates.reduce((sum, { index, grams }) => sum + model.plates[index]!.at[axis] * (Math.abs(grams) + 1e-6), 0) /
    weight;
  const between = model.fixtures.filter(({ id }) => id !== shelf.fixture).map(({ footprint }) => footprint);
  const at = { x: middle('x'), y: middle('y'), z: middle('z') };
  return {
    id,
    type,
    start,
    end,
    fixture: shelf.fixture,
    shelf: shelf.shelf,
    plates: plates.map(({ index, grams }) => ({ plate: model.plates[index]!.plate, grams })),
    grams: plates.reduce((sum, { grams }) => sum + grams, 0),
    candidates,
    attributions: attribute(at, start, end, whereabouts, between, parameters),
  };
}
