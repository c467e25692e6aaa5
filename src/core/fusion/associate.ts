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

/** @param fixes - Indices of those that are free. @param trusted - Whoever the source says somebody is, they are. */
export function associate(matches: readonly Matches[], fixes: readonly number[], trusted: boolean): Association {
  if (matches.length === 1) return associateOne(matches[0]!, fixes);
  const width = fixes.length;
  const entries = new Float64Array(matches.length * width);
  matches.forEach((row, r) => fixes.forEach((f, c) => (entries[r * width + c] = costOf(row[f]!, trusted))));
  const found = assignWithin({ entries, rows: matches.length, cols: width, limit: UNSEEN });
  let cost = 0;
  const given = matches.map((row, r) => {
    const match = found[r]! < 0 ? null : row[fixes[found[r]!]!]!;
    cost += match?.cost ?? UNSEEN;
    return match;
  });
  return { cost, given };
}

function associateOne(row: Matches, fixes: readonly number[]): Association {
  let best: Match | null = null;
  for (const f of fixes) {
    const match = row[f]!;
    if (match !== null && match.cost < (best?.cost ?? UNSEEN)) best = match;
  }
  return { cost: best?.cost ?? UNSEEN, given: [best] };
}

const costOf = (match: Match | null, trusted: boolean): number =>
  match === null ? FORBIDDEN : trusted && match.strayed ? -FORBIDDEN : match.cost;

/** Each two who may have been mixed up: one has what the other got, and the other what is best of the rest. */
export function exchanges(
  matches: readonly Matches[],
  fixes: readonly number[],
  { cost, given }: Association,
  slack: number,
): readonly Association[] {
  if (matches.length === 1) return [];
  const priceOf = (match: Match | null) => match?.cost ?? UNSEEN;
  const used = new Set(given.map((match) => match?.index));
  const unused = fixes.filter((f) => !used.has(f));
  const ways: Association[] = [];
  matches.forEach((row, r) => {
    const mine = given[r]!;
    matches.forEach((otherRow, other) => {
      const theirs = given[other]!;
      if (other === r || theirs === null) return;
      const taken = row[theirs.index]!;
      if (taken === null) return;
      const gain = taken.cost - priceOf(mine) - theirs.cost;
      let best: Match | null = null;
      for (const f of mine === null ? unused : [mine.index, ...unused]) {
        const match = otherRow[f]!;
        if (match !== null && match.cost < priceOf(best)) best = match;
      }
      // A whole exchange is found from both sides.
      if (mine !== null && best?.index === mine.index && other < r) return;
      const delta = gain + priceOf(best);
      if (delta > slack) return;
      ways.push({ cost: cost + delta, given: given.map((match, i) => (i === r ? taken : i === other ? best : match)) });
    });
  });
  return ways;
}
