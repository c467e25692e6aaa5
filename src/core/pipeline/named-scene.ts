/** What a scene holds, by the names that people gave to whom fusion follows. */
import { type Naming, nameOf } from '#core/fusion/naming.ts';
import type { Attribution, Interaction } from '#core/interaction/interaction.ts';
import type { ShopperPath, Whereabouts, WhereaboutsPoint } from '#core/interaction/whereabouts.ts';

/** By naming: interactions that were named before, so that the same ones stay the same objects. */
const named = new WeakMap<Naming, WeakMap<Interaction, Interaction>>();

/** Who did it is who was followed then; two who are one person did it together. */
export function nameInteraction(interaction: Interaction, naming: Naming): Interaction {
  if (naming.length === 0) return interaction;
  const known = named.get(naming) ?? new WeakMap<Interaction, Interaction>();
  named.set(naming, known);
  const before = known.get(interaction);
  if (before !== undefined) return before;
  const { attributions, end } = interaction;
  const changed = attributions.some(({ shopper }) => nameOf(naming, shopper, end) !== shopper);
  const now = changed ? { ...interaction, attributions: nameAttributions(attributions, naming, end) } : interaction;
  known.set(interaction, now);
  return now;
}

function nameAttributions(attributions: readonly Attribution[], naming: Naming, time: number): readonly Attribution[] {
  const sums = new Map<string, number>();
  for (const { shopper, probability } of attributions) {
    const name = nameOf(naming, shopper, time);
    sums.set(name, (sums.get(name) ?? 0) + probability);
  }
  return [...sums]
    .map(([shopper, probability]) => ({ shopper, probability }))
    .sort((a, b) => b.probability - a.probability);
}

/** Everybody's way by name. Where two who are one person were followed at once, the first of them counts. */
export function namePaths(paths: Whereabouts, naming: Naming): Whereabouts {
  if (naming.length === 0) return paths;
  const byName = new Map<string, WhereaboutsPoint[]>();
  for (const { shopper, path } of paths) {
    for (const point of path) {
      const name = nameOf(naming, shopper, point.time);
      const points = byName.get(name);
      if (points === undefined) byName.set(name, [point]);
      else points.push(point);
    }
  }
  return [...byName].map(([shopper, points]): ShopperPath => ({ shopper, path: inOrder(points) }));
}

/** Stable, so of one moment the first comes first. */
function inOrder(points: readonly WhereaboutsPoint[]): readonly WhereaboutsPoint[] {
  const sorted = points.toSorted((a, b) => a.time - b.time);
  return sorted.filter(({ time }, i) => sorted[i - 1]?.time !== time);
}
