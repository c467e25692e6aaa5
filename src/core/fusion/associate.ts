/**
 * Whose the fixes of a sighting are, among people who may have the same ones: a least-cost assignment, and ways that are nearly as good.
 */
import type { Fitted, Match, Matches } from '#core/fusion/match.ts';
import { FORBIDDEN, assignWithin } from '#core/math/assignment.ts';
import { roomForFloats, roomForInts } from '#core/math/room.ts';

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

let entries: Float64Array = new Float64Array(0);
let colOf: Int32Array = new Int32Array(0);

/** @param fixes - Indices of those that are free. */
export function associate(people: readonly Fitted[], fixes: readonly number[]): Association {
  const rows = people.length;
  const cols = fixes.length;
  entries = roomForFloats(entries, rows * cols);
  colOf = roomForInts(colOf, rows);
  for (let r = 0; r < rows; r++) {
    const { matches } = people[r]!;
    for (let c = 0; c < cols; c++) entries[r * cols + c] = matches[fixes[c]!]?.cost ?? FORBIDDEN;
  }
  const found = assignWithin({ entries, rows, cols, limit: UNSEEN }, colOf);
  const given: (Match | null)[] = [];
  let cost = 0;
  for (let r = 0; r < rows; r++) {
    const match = found[r]! < 0 ? null : people[r]!.matches[fixes[found[r]!]!]!;
    given.push(match);
    cost += priceOf(match);
  }
  return { cost, given };
}

/** Two who may have been mixed up: one has what the other got, and the other what is best of the rest. */
export interface Exchange {
  /** What it costs beside what was given first. */
  readonly more: number;
  readonly one: number;
  readonly taken: Match;
  readonly other: number;
  readonly rest: Match | null;
}

/** Each two who may have been mixed up, for whom it costs at most `slack` more. */
export function exchanges(
  people: readonly Fitted[],
  fixes: readonly number[],
  { given }: Association,
  slack: number,
): readonly Exchange[] {
  const unused = fixes.filter((f) => !given.some((match) => match?.index === f));
  // What is best for each of what nobody has.
  const spare = people.map(({ matches }, i) => (given[i] === null ? null : bestOf(matches, unused)));
  const found: Exchange[] = [];
  for (let one = 0; one < people.length; one++) {
    const mine = given[one]!;
    const { matches } = people[one]!;
    for (let other = 0; other < people.length; other++) {
      const theirs = given[other]!;
      if (other === one || theirs === null) continue;
      const taken = matches[theirs.index]!;
      if (taken === null) continue;
      const rest = mine === null ? spare[other]! : betterOf(people[other]!.matches[mine.index]!, spare[other]!);
      // A whole exchange is found from both sides.
      if (mine !== null && rest?.index === mine.index && other < one) continue;
      const more = taken.cost + priceOf(rest) - priceOf(mine) - theirs.cost;
      if (more <= slack) found.push({ more, one, taken, other, rest });
    }
  }
  return found;
}

/** What is given when two are exchanged. */
export const givenAfter = ({ given }: Association, { one, taken, other, rest }: Exchange): Association['given'] =>
  given.map((match, i) => (i === one ? taken : i === other ? rest : match));

const priceOf = (match: Match | null): number => match?.cost ?? UNSEEN;

/** What fits somebody best; `null`: it is likelier that nobody sees them. */
export function bestOf(matches: Matches, fixes: readonly number[]): Match | null {
  let best: Match | null = null;
  for (const f of fixes) if (isBetter(matches[f]!, best)) best = matches[f]!;
  return best;
}

const betterOf = (some: Match | null, other: Match | null): Match | null =>
  isBetter(some, null) && !isBetter(other, some) ? some : other;

/** Of what fits as well the former stays. */
const isBetter = (match: Match | null, than: Match | null): boolean => match !== null && match.cost < priceOf(than);
