import type { ShopperPath } from '#core/interaction/whereabouts.ts';
import { type PlateWeights, plateWeights } from '#core/pipeline/plate-weights.ts';
import type { Recollection } from '#core/pipeline/recollection.ts';
import type { Project } from '#core/planning/project.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** What was weighed and where everybody walked in a stretch of time. */
export interface Stretch {
  readonly weights: readonly PlateWeights[];
  /** Of everybody who was seen in it, cut to it. Of a stretch longer than the scene remembers, the end of it. */
  readonly paths: readonly ShopperPath[];
}

/** How late a batch of readings may come and still be found, µs. */
const LATEST = 10 * MICROS_PER_SECOND;

/** @param from - µs; `to` alike, both included. */
export function stretchOf(
  recollection: Recollection,
  project: Project,
  plates: readonly string[],
  from: number,
  to: number,
): Stretch {
  const [first, last] = [recollection.countUntil(from - 1), recollection.countUntil(to + LATEST)];
  const paths = recollection
    .at(to)
    .whereabouts.map(({ shopper, path }) => ({ shopper, path: path.filter(({ time }) => time >= from) }));
  return {
    weights: plateWeights(plates, project, recollection.inputs.slice(first, last), from, to),
    paths: paths.filter(({ path }) => path.length > 0),
  };
}
