import type { FusionState } from '#core/fusion/fusion.ts';

/** Numbers of the portraits that somebody who is followed is still compared by; whoever keeps portraits may forget all others. */
export function wantedPortraits({ beliefs, rivals }: FusionState): ReadonlySet<number> {
  const all = [beliefs, ...rivals.map(({ state }) => state.beliefs)].flat();
  return new Set(all.flatMap(({ looks }) => (looks === null ? [] : looks.portraits.map(({ id }) => id))));
}
