/** What a sighting says of shoppers who may have the same fixes: all that may be true of them, the likeliest first. */
import { type Association, type Exchange, associate, bestOf, exchanges, givenAfter } from '#core/fusion/associate.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { type Group, crossed } from '#core/fusion/clusters.ts';
import type { Fitting } from '#core/fusion/fitting.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Fitted, Match } from '#core/fusion/match.ts';
import { type MixedUp, exchanged, mixedUp } from '#core/fusion/mixed-up.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { SLACK, type Standing, type Told, type Way, likeliest } from '#core/fusion/rivals.ts';
import { withoutTrack } from '#core/fusion/see.ts';

export interface Decided {
  /** Indices of shoppers. */
  readonly members: readonly number[];
  readonly ways: readonly [Way<Told>, ...Way<Told>[]];
}

/** A way to say what a sighting shows, before it is told. */
interface Weighed extends Standing {
  readonly people: readonly Fitted[];
  readonly least: Association;
  /** `null`: everybody has what the least costly assignment gives them. */
  readonly exchange: Exchange | null;
}

export function decide(
  { members, fixes, ways }: Group,
  fitting: Fitting,
  { source, time, trusted }: FloorSighting,
  parameters: FusionParameters,
): Decided {
  const [first] = ways;
  if (ways.length === 1 && members.length === 1) {
    // Most people are alone: there is nothing to exchange.
    const [person] = first!.people;
    const match = bestOf(person!.matches, fixes);
    const seen = match === null ? person!.belief : fitting.see(person!, match);
    return { members, ways: [{ beliefs: [seen], given: [match], cost: 0, since: null }] };
  }
  const slack = parameters.rivals > 0 && !trusted ? SLACK : null;
  const weighed: Weighed[] = [];
  for (const { people, cost, since } of ways) {
    const least = associate(people, fixes);
    weighed.push({ people, least, exchange: null, cost: cost + least.cost, since });
    if (slack === null) continue;
    for (const exchange of exchanges(people, fixes, least, slack)) {
      const more = cost + (least.cost + exchange.more);
      weighed.push({ people, least, exchange, cost: more, since: since ?? time });
    }
  }
  return { members, ways: likeliest(weighed, (way) => tell(way, fitting, source), parameters) };
}

function tell({ people, least, exchange }: Weighed, fitting: Fitting, source: string): Told {
  const given = exchange === null ? least.given : givenAfter(least, exchange);
  const beliefs: Belief[] = [];
  for (let i = 0; i < people.length; i++) {
    const match = given[i]!;
    const person = people[i]!;
    if (match !== null) beliefs.push(fitting.see(person, match));
    else beliefs.push(isGiven(person.own, given) ? withoutTrack(person.belief, source) : person.belief);
  }
  return { beliefs, given };
}

function isGiven(track: string | undefined, given: Told['given']): boolean {
  if (track === undefined) return false;
  for (const match of given) if (match?.fix.track === track) return true;
  return false;
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

/** A history as it was told, or in which two are each other. */
interface Doubt extends Standing {
  readonly way: Told;
  readonly pair: MixedUp | null;
}

/**
 * Every pair is exchanged in what was likeliest before any was: each of two may look like the other, and the second exchange would undo
 * the first.
 */
function withPairs(
  { members, ways }: Decided,
  pairs: readonly MixedUp[],
  time: Standing['since'],
  parameters: FusionParameters,
): Decided {
  const doubts = pairs.flatMap((pair): readonly Doubt[] => {
    const [one, other] = [members.indexOf(pair.one), members.indexOf(pair.other)];
    return one < 0 ? [] : [{ way: ways[0], pair: { ...pair, one, other }, cost: pair.cost, since: time }];
  });
  if (doubts.length === 0) return { members, ways };
  const known = ways.map((way): Doubt => ({ way, pair: null, cost: way.cost, since: way.since }));
  const told = ({ way, pair }: Doubt) => (pair === null ? way : toldOf(way, pair));
  return { members, ways: likeliest([...known, ...doubts], told, parameters) };
}

/** Each is where the other was believed, and so has what was given there. */
function toldOf({ beliefs, given }: Told, pair: MixedUp): Told {
  const { one, other } = pair;
  const from = (i: number) => (i === one ? other : i === other ? one : i);
  return { beliefs: exchanged(beliefs, pair), given: given.map((_, i) => given[from(i)]!) };
}
