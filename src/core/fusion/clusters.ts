/**
 * Shoppers whom nobody can tell apart for the moment, with the histories that say who of them is who. Who cannot be mistaken for one
 * another is in no cluster, or in another: what happens at one end of a store multiplies no histories at the other.
 *
 * Source: clusters are those of Reid 1979, §II.D; see `rivals.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
import { type Linked, Links } from '#core/fusion/links.ts';
import type { Fitted } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type Standing, type Way, isElsewhere, isOpen } from '#core/fusion/rivals.ts';
import { withoutTracksOf } from '#core/fusion/see.ts';
import { type Micros, micros } from '#core/time/micros.ts';

export interface Cluster {
  /** Each shopper is in one at most. */
  readonly ids: readonly string[];
  /** What is not believed, but may turn out to be right: of each of `ids` where they are. */
  readonly rivals: readonly Way[];
}

/** A history before a sighting. */
export interface Asked extends Standing {
  readonly people: readonly Fitted[];
}

/** What is decided together: shoppers, by their indices, who may have the same fixes or are in one cluster, and all histories of them. */
export interface Group extends Linked {
  /** What is believed first, at no cost. */
  readonly ways: readonly Asked[];
}

/** A cluster with the histories that are still open. */
interface Part {
  readonly members: readonly number[];
  readonly ways: readonly Asked[];
}

/**
 * @param shoppers - As they are believed to be.
 * @param fixes - How many there are.
 * @param fit - Somebody as a rival history has them.
 */
export function groupsOf(
  shoppers: readonly Fitted[],
  clusters: readonly Cluster[],
  fixes: number,
  fit: (belief: Belief) => Fitted,
  time: Micros,
  parameters: FusionParameters,
): readonly Group[] {
  const links = new Links(shoppers.length, fixes);
  for (let i = 0; i < shoppers.length; i++) links.explain(i, shoppers[i]!.matches);
  const parts: Part[] = [];
  for (const { ids, rivals } of clusters) {
    const open = rivals.filter((way) => isOpen(way, time, parameters));
    if (open.length === 0) continue;
    const members = ids.map((id) => shoppers.findIndex(({ belief }) => belief.id === id));
    const ways = fitted(
      members.map((member) => shoppers[member]!),
      open,
      fit,
    );
    for (const member of members) links.join(member, members[0]!);
    for (const { people } of ways) people.forEach(({ matches }, i) => links.explain(members[i]!, matches));
    parts.push({ members, ways });
  }
  return links.groups().map((group) => {
    let ways: readonly Asked[] = [{ people: group.members.map((i) => shoppers[i]!), cost: 0, since: null }];
    for (const part of parts) {
      if (group.members.includes(part.members[0]!)) ways = withPart(ways, group.members, shoppers, part, parameters);
    }
    return { members: group.members, fixes: group.fixes, ways };
  });
}

/** Whoever is the same in several histories is fitted once. @param believed - Of the shoppers of the histories, who they are believed to be. */
function fitted(
  believed: readonly Fitted[],
  rivals: readonly Way[],
  fit: (belief: Belief) => Fitted,
): readonly Asked[] {
  const known = believed.map((person) => [person]);
  return rivals.map(({ beliefs, cost, since }) => {
    const people = beliefs.map((belief, i) => {
      let person = known[i]!.find((other) => other.belief === belief);
      if (person === undefined) known[i]!.push((person = fit(belief)));
      return person;
    });
    return { people, cost, since };
  });
}

/** All histories of a group with all of a cluster in it. */
function withPart(
  ways: readonly Asked[],
  group: readonly number[],
  shoppers: readonly Fitted[],
  part: Part,
  parameters: FusionParameters,
): readonly Asked[] {
  const at = part.members.map((member) => group.indexOf(member));
  const believed = { people: part.members.map((member) => shoppers[member]!), cost: 0, since: null };
  return crossed(ways, [believed, ...part.ways], parameters, ({ people }, other, { cost, since }) => {
    const both = [...people];
    other.people.forEach((person, i) => (both[at[i]!] = person));
    return { people: both, cost, since };
  });
}

/** All histories of some with all of others, the likeliest of them. @param join - Two histories as one, which stands so. */
export function crossed<A extends Standing>(
  some: readonly A[],
  others: readonly A[],
  { rivals }: FusionParameters,
  join: (one: A, other: A, standing: Standing) => A,
): readonly A[] {
  const pairs: { readonly one: A; readonly other: A; readonly cost: number; readonly since: Micros | null }[] = [];
  for (const one of some) {
    for (const other of others) {
      const parted = Math.min(one.since ?? Infinity, other.since ?? Infinity);
      pairs.push({ one, other, cost: one.cost + other.cost, since: parted === Infinity ? null : micros(parted) });
    }
  }
  // What is believed stays first: nothing costs less.
  const kept = pairs.sort((a, b) => a.cost - b.cost).slice(0, rivals + 1);
  return kept.map((pair) => join(pair.one, pair.other, pair));
}

/** Whoever is in one place by all histories is in no doubt any more, and so are their tracks, of whatever camera. @param ways - What is believed first. */
export function clusterOf([best, ...rivals]: readonly [Way, ...Way[]]): Cluster | null {
  if (rivals.length === 0) return null;
  const doubtful: number[] = [];
  const settled: Belief[] = [];
  best.beliefs.forEach((belief, i) => {
    if (rivals.some(({ beliefs }) => isElsewhere(beliefs[i]!, belief))) doubtful.push(i);
    else settled.push(belief);
  });
  return {
    ids: doubtful.map((i) => best.beliefs[i]!.id),
    rivals: rivals.map(({ beliefs, cost, since }) => ({
      beliefs: doubtful.map((i) => withoutTracksOf(beliefs[i]!, settled)),
      cost,
      since,
    })),
  };
}
