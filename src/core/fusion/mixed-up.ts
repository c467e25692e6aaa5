/** Two shoppers who were taken for each other longer ago than histories are remembered: their looks tell. */
import { unlikeness } from '#core/fusion/alike.ts';
import type { Belief } from '#core/fusion/belief.ts';
import type { FloorFix } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';

/** How unlike themselves, and how like another, somebody must look to be asked about, −2 ln of the odds: 1 in 3. */
const DOUBT = 2;
/** What it costs to say that two were mixed up, −2 ln of the odds: 1 in 55. */
const UNHEARD = 8;

/** Two who may be each other, and what saying so costs beside saying nothing. */
export interface MixedUp {
  readonly one: number;
  readonly other: number;
  readonly cost: number;
}

/** @param given - Of each belief the fix it was given. @returns By the beliefs' indices. */
export function mixedUp(
  beliefs: readonly Belief[],
  given: readonly (Pick<FloorFix, 'likeness'> | null)[],
  { appearance }: FusionParameters,
): readonly MixedUp[] {
  return beliefs.flatMap(({ confirmed, looks }, one) => {
    const likeness = given[one]?.likeness;
    if (!confirmed || looks === null || likeness === undefined) return [];
    const own = appearance * unlikeness([likeness], looks.portraits);
    if (own < DOUBT) return [];
    return beliefs.flatMap((another, other): readonly MixedUp[] => {
      if (other === one || !another.confirmed || another.looks === null) return [];
      const theirs = appearance * unlikeness([likeness], another.looks.portraits);
      return theirs > -DOUBT ? [] : [{ one, other, cost: UNHEARD + theirs - own }];
    });
  });
}

/** Each is where the other was believed; who they are, and what they look like, is as before. */
export function exchanged(beliefs: readonly Belief[], { one, other }: MixedUp): readonly Belief[] {
  const at = (from: Belief, to: Belief): Belief => {
    const { motion, tracks, trusted, inOutline, inStore, hands } = to;
    return { ...from, motion, tracks, only: null, trusted, together: {}, inOutline, inStore, hands };
  };
  const [a, b] = [beliefs[one]!, beliefs[other]!];
  return beliefs.map((belief) => (belief === a ? at(a, b) : belief === b ? at(b, a) : belief));
}
