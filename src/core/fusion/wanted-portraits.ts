import type { FusionState } from '#core/fusion/fusion.ts';
import type { HeldSighting } from '#core/fusion/held-sighting.ts';

/**
 * Numbers of the portraits that somebody who is followed is still compared by, or may be soon; whoever keeps portraits may forget all
 * others.
 *
 * @param held - Sightings that are not yet taken in.
 */
export function wantedPortraits(
  { beliefs, clusters }: FusionState,
  held: readonly HeldSighting[] = [],
): ReadonlySet<number> {
  const all = [...beliefs, ...clusters.flatMap(({ rivals }) => rivals.flatMap((rival) => rival.beliefs))];
  const known = all.flatMap(({ looks }) => (looks === null ? [] : looks.portraits.map(({ id }) => id)));
  const coming = held.flatMap(({ floor }) => floor.fixes.flatMap(({ likeness }) => likeness?.id ?? []));
  return new Set([...known, ...coming]);
}
