/**
 * Whose the fixes of a sighting are, among people who may have the same ones: a least-cost assignment, and ways that are nearly as good.
 */
import type { Match, Matches } from '#core/fusion/match.ts';
import { FORBIDDEN, assignWithin } from '#core/math/assignment.ts';

/**
 * What it costs that a camera does not see somebody, in units of the cost: a sighting that fits worse is somebody else, or nobody. It
 * is −2 ln of how probable a miss and a false box are beside a find (9 in 10 are found, and a box where nobody is known falls on
 * every 5 m²). Without it whoever a camera misses takes what is their neighbour's, who takes the next one's.
 */
export const UNSEEN = 4;

/** One way to say whose fixes are whose. */
export interface Association {
  /** −2 ln of how probable it is, but for what all ways have in common. */
  readonly cost: number;
  /** Of each person what they are given, or `null`; no fix is given twice. */
  readonly given: readonly (Match | null)[];
}

/** @param fixes - Indices of those that are free. */
export function associate(people: readonly Matches[], fixes: readonly number[]): Association {
  if (people.length === 1) {
    const given = bestOf(people[0]!, fixes);
    return { cost: priceOf(given), given: [given] };
  }
  const width = fixes.length;
  const entries = new Float64Array(people.length * width);
  people.forEach((fits, r) => fixes.forEach((f, c) => (entries[r * width + c] = fits[f]?.cost ?? FORBIDDEN)));
  const found = assignWithin({ entries, rows: people.length, cols: width, limit: UNSEEN });
  const given = people.map((fits, r) => (found[r]! < 0 ? null : fits[fixes[found[r]!]!]!));
  return { cost: given.reduce((sum, match) => sum + priceOf(match), 0), given };
}

/** Each two who may have been mixed up: one has what the other got, and the other what is best of the rest. */
export function exchanges(
  people: readonly Matches[],
  fixes: readonly number[],
  { cost, given }: Association,
  slack: number,
): readonly Association[] {
  const used = new Set(given.map((match) => match?.index));
  const unused = fixes.filter((f) => !used.has(f));
  const ways: Association[] = [];
  people.forEach((person, r) => {
    const mine = given[r]!;
    people.forEach((another, other) => {
      const theirs = given[other]!;
      if (other === r || theirs === null) return;
      const taken = person[theirs.index]!;
      if (taken === null) return;
      const rest = bestOf(another, mine === null ? unused : [mine.index, ...unused]);
      // A whole exchange is found from both sides.
      if (mine !== null && rest?.index === mine.index && other < r) return;
      const more = taken.cost + priceOf(rest) - priceOf(mine) - theirs.cost;
      if (more > slack) return;
      ways.push({ cost: cost + more, given: given.map((match, i) => (i === r ? taken : i === other ? rest : match)) });
    });
  });
  return ways;
}

const priceOf = (match: Match | null): number => match?.cost ?? UNSEEN;

/** `null`: it is likelier that nobody sees them. */
function bestOf(fits: Matches, fixes: readonly number[]): Match | null {
  let best: Match | null = null;
  for (const f of fixes) {
    const match = fits[f]!;
    if (match !== null && match.cost < priceOf(best)) best = match;
  }
  return best;
}
