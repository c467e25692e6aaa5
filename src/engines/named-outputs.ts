import { assert } from '#core/errors/assert.ts';
import type { Engine } from '#engines/engine.ts';

/**
 * @param names - As a card has them.
 * @returns A function that picks these out of what a run of `engine` gives, in the order of `names`.
 */
export function namedOutputs(
  { outputs }: Engine,
  names: readonly string[],
): (results: readonly Float32Array[]) => readonly Float32Array[] {
  const places = names.map((name) => {
    const place = outputs.findIndex((each) => each.name === name);
    assert(place >= 0, `a model has the outputs its card names: ${name}`);
    return place;
  });
  return (results) => places.map((place) => results[place]!);
}
