/** What a sighting says of shoppers who may have the same fixes: all that may be true of them, the likeliest first. */
import { associate, bestOf, exchanges, givenAfter } from '#core/fusion/associate.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { type Group, crossed } from '#core/fusion/clusters.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Match, Matching } from '#core/fusion/match.ts';
import { type MixedUp, exchanged, mixedUp } from '#core/fusion/mixed-up.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { SLACK, type Told, type Untold, type Way, likeliest } from '#core/fusion/rivals.ts';
import { releasing } from '#core/fusion/see.ts';

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
    const match = bestOf(matching(belief!), fixes);
    const seen = match === null ? belief! : view(belief!, match);
    return { members, ways: [{ beliefs: [seen], given: [match], cost: 0, since: null }] };
  }
  const slack = parameters.rivals > 0 && !trusted ? SLACK : null;
  const untold: Untold[] = [];
  for (const { beliefs, cost, since } of ways) {
    const matches = beliefs.map(matching);
    const least = associate(matches, fixes);
    untold.push({ tell: () => tell(beliefs, least.given, view, source), cost: cost + least.cost, since });
    if (slack === null) continue;
    for (const exchange of exchanges(matches, fixes, least, slack)) {
      untold.push({
        tell: () => tell(beliefs, givenAfter(least, exchange), view, source),
        cost: cost + (least.cost + exchange.more),
        since: since ?? time,
      });
    }
  }
  return { members, ways: likeliest(untold, parameters) };
}

function tell(beliefs: readonly Belief[], given: Told['given'], view: View, source: string): Told {
  const isTaken = (track: string) => given.some((match) => match?.fix.track === track);
  const after = beliefs.map((belief, i) => {
    const match = given[i]!;
    return match === null ? releasing(belief, source, isTaken) : view(belief, match);
  });
  return { beliefs: after, given };
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
  const [best, ...rivals] = crossed(first!.ways, second.ways, parameters, (a, b, { cost, since }) => ({
    beliefs: [...a.beliefs, ...b.beliefs],
    given: [...a.given, ...b.given],
    cost,
    since,
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
  time: Untold['since'],
  parameters: FusionParameters,
): Decided {
  const doubts = pairs.flatMap((pair): readonly Untold[] => {
    const [one, other] = [members.indexOf(pair.one), members.indexOf(pair.other)];
    return one < 0 ? [] : [{ tell: () => toldOf(ways[0], { ...pair, one, other }), cost: pair.cost, since: time }];
  });
  if (doubts.length === 0) return { members, ways };
  const known = ways.map((way): Untold => ({ tell: () => way, cost: way.cost, since: way.since }));
  return { members, ways: likeliest([...known, ...doubts], parameters) };
}

/** Each is where the other was believed, and so has what was given there. */
function toldOf({ beliefs, given }: Told, pair: MixedUp): Told {
  const { one, other } = pair;
  const from = (i: number) => (i === one ? other : i === other ? one : i);
  return { beliefs: exchanged(beliefs, pair), given: given.map((_, i) => given[from(i)]!) };
}
