/** What a sighting says of shoppers who may have the same fixes: all that may be true of them, the likeliest first. */
import { associate, exchanges } from '#core/fusion/associate.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { type Group, crossed } from '#core/fusion/clusters.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Match, Matching } from '#core/fusion/match.ts';
import { type MixedUp, exchanged, mixedUp } from '#core/fusion/mixed-up.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { SLACK, type Untold, type Way, likeliest } from '#core/fusion/rivals.ts';
import { releasing } from '#core/fusion/see.ts';

/** What a history says once it has taken a sighting in. */
export interface Told {
  readonly beliefs: readonly Belief[];
  /** Of each of its shoppers what the sighting showed of them. */
  readonly given: readonly (Match | null)[];
}

export interface Decided {
  /** Indices of shoppers. */
  readonly members: readonly number[];
  readonly ways: readonly [Way<Told>, ...Way<Told>[]];
}

/** What somebody is after they were seen. */
export type View = (belief: Belief, match: Match) => Belief;

export function decide(
  { members, fixes, ways }: Group,
  matching: Matching,
  view: View,
  { source, time, trusted }: FloorSighting,
  parameters: FusionParameters,
): Decided {
  const [first] = ways;
  if (ways.length === 1 && members.length === 1) {
    // Most people are alone: there is nothing to exchange.
    const [belief] = first!.beliefs;
    const { given } = associate([matching(belief!)], fixes);
    const seen = given[0] == null ? belief! : view(belief!, given[0]);
    return { members, ways: [{ beliefs: [seen], given, cost: 0, since: null }] };
  }
  const slack = parameters.rivals > 0 && !trusted ? SLACK : null;
  const tell = (beliefs: readonly Belief[], given: Told['given']): Told => {
    const taken = given.flatMap((match) => match?.fix.track ?? []);
    const after = beliefs.map((belief, i) => {
      const match = given[i]!;
      return match === null ? releasing(belief, source, taken) : view(belief, match);
    });
    return { beliefs: after, given };
  };
  const untold = ways.flatMap(({ beliefs, cost, since }): readonly Untold<Told>[] => {
    const matches = beliefs.map(matching);
    const least = associate(matches, fixes);
    const all = slack === null ? [least] : [least, ...exchanges(matches, fixes, least, slack)];
    return all.map((association, i) => ({
      tell: () => tell(beliefs, association.given),
      cost: cost + association.cost,
      since: i === 0 ? since : (since ?? time),
    }));
  });
  return { members, ways: likeliest(untold, parameters) };
}

/** With the histories in which two, who look like each other, are each other. @param shoppers - As they were believed to be before. */
export function withMixedUp(
  decided: readonly Decided[],
  shoppers: readonly Belief[],
  { time, fixes }: FloorSighting,
  parameters: FusionParameters,
): readonly Decided[] {
  if (parameters.rivals === 0 || fixes.every(({ likeness }) => likeness === undefined)) return decided;
  const given = shoppers.map((): Match | null => null);
  for (const { members, ways } of decided) members.forEach((member, i) => (given[member] = ways[0].given[i]!));
  const shown = given.map((match) => match?.fix ?? null);
  const pairs = mixedUp(shoppers, shown, parameters);
  const joined = pairs.reduce((all, pair) => togetherOf(all, pair, parameters), decided);
  return joined.map((each) => withPairs(each, pairs, time, parameters));
}

/** Both of a pair are decided about together. */
function togetherOf(
  decided: readonly Decided[],
  { one, other }: MixedUp,
  parameters: FusionParameters,
): readonly Decided[] {
  const [first, second] = decided.filter(({ members }) => members.includes(one) || members.includes(other));
  if (second === undefined) return decided;
  const members = [...first!.members, ...second.members];
  const [best, ...rivals] = crossed(first!.ways, second.ways, parameters, (a, b) => ({
    beliefs: [...a.beliefs, ...b.beliefs],
    given: [...a.given, ...b.given],
  }));
  return [...decided.filter((each) => each !== first && each !== second), { members, ways: [best!, ...rivals] }];
}

/**
 * Every pair is exchanged in what was likeliest before any was: each of two may look like the other, and the second exchange would undo
 * the first.
 */
function withPairs(
  { members, ways }: Decided,
  pairs: readonly MixedUp[],
  time: Untold<Told>['since'],
  parameters: FusionParameters,
): Decided {
  const doubts = pairs.flatMap((pair): readonly Untold<Told>[] => {
    const [one, other] = [members.indexOf(pair.one), members.indexOf(pair.other)];
    return one < 0 ? [] : [{ tell: () => toldOf(ways[0], { ...pair, one, other }), cost: pair.cost, since: time }];
  });
  if (doubts.length === 0) return { members, ways };
  const known = ways.map((way): Untold<Told> => ({ tell: () => way, cost: way.cost, since: way.since }));
  return { members, ways: likeliest([...known, ...doubts], parameters) };
}

/** Each is where the other was believed, and so has what was given there. */
function toldOf({ beliefs, given }: Told, pair: MixedUp): Told {
  const { one, other } = pair;
  const from = (i: number) => (i === one ? other : i === other ? one : i);
  return { beliefs: exchanged(beliefs, pair), given: given.map((_, i) => given[from(i)]!) };
}
