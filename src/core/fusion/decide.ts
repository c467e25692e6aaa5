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
  return mixedUp(shoppers, shown, parameters).reduce((all, pair) => withPair(all, pair, time, parameters), decided);
}

function withPair(
  decided: readonly Decided[],
  pair: MixedUp,
  time: Untold<Told>['since'],
  parameters: FusionParameters,
): readonly Decided[] {
  const concerned = decided.filter(({ members }) => members.includes(pair.one) || members.includes(pair.other));
  const members = concerned.flatMap((each) => each.members);
  const ways = concerned.slice(1).reduce<readonly Way<Told>[]>(
    (all, each) =>
      crossed(all, each.ways, parameters, (a, b) => ({
        beliefs: [...a.beliefs, ...b.beliefs],
        given: [...a.given, ...b.given],
      })),
    concerned[0]!.ways,
  );
  const [best] = ways;
  const [one, other] = [members.indexOf(pair.one), members.indexOf(pair.other)];
  const tell = () => ({ ...best!, beliefs: exchanged(best!.beliefs, { ...pair, one, other }) });
  const untold = ways.map((way): Untold<Told> => ({ tell: () => way, cost: way.cost, since: way.since }));
  const both = likeliest([...untold, { tell, cost: pair.cost, since: time }], parameters);
  return [...decided.filter((each) => !concerned.includes(each)), { members, ways: both }];
}
