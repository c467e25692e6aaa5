import type { ShopperPath } from '#core/interaction/whereabouts.ts';
import { type PlateWeights, plateWeights } from '#core/pipeline/plate-weights.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
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
export async function stretchOf(
  recollection: Recollection,
  project: Project,
  plates: readonly string[],
  from: number,
  to: number,
): Promise<Stretch> {
  const { inputs } = recollection;
  const [first, last] = [await inputs.countUntil(from - 1), await inputs.countUntil(to + LATEST)];
  const within: SceneInput[] = [];
  for await (const piece of inputs.between(first, last))
    within.push(...piece.filter(({ kind }) => kind === 'readings'));
  const { whereabouts } = await recollection.at(to);
  const paths = whereabouts.map(({ shopper, path }) => ({ shopper, path: path.filter(({ time }) => time >= from) }));
  return {
    weights: plateWeights(plates, project, within, from, to),
    paths: paths.filter(({ path }) => path.length > 0),
  };
}
