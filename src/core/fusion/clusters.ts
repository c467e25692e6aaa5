/**
 * Shoppers whom nobody can tell apart for the moment, with the histories that say who of them is who. Who cannot be mistaken for one
 * another is in no cluster, or in another: what happens at one end of a store multiplies no histories at the other.
 *
 * Source: clusters are those of Reid 1979, §II.D; see `rivals.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type History, type Way, isElsewhere, isOpen } from '#core/fusion/rivals.ts';
import { type Micros, micros } from '#core/time/micros.ts';

export interface Cluster {
  /** Each shopper is in one at most. */
  readonly ids: readonly string[];
  /** What is not believed, but may turn out to be right: of each of `ids` where they are. */
  readonly rivals: readonly Way[];
}

/** What is decided together: shoppers, by their indices, who may have the same fixes or are in one cluster, and all histories of them. */
export interface Group {
  readonly members: readonly number[];
  /** Indices of the fixes that somebody of them explains. */
  readonly fixes: readonly number[];
  /** What is believed first, at no cost. */
  readonly ways: readonly Way[];
}

/**
 * @param shoppers - As they are believed to be.
 * @param explains - Indices of the fixes that somebody may have, where a history has them.
 */
export function groupsOf(
  shoppers: readonly Belief[],
  clusters: readonly Cluster[],
  explains: (belief: Belief) => readonly number[],
  time: Micros,
  parameters: FusionParameters,
): readonly Group[] {
  const indexOf = new Map(shoppers.map(({ id }, i) => [id, i]));
  const links = shoppers.map((_, i) => i);
  const rootOf = (i: number): number => {
    while (links[i] !== i) i = links[i]!;
    return i;
  };
  const link = (a: number, b: number) => (links[rootOf(Math.max(a, b))] = rootOf(Math.min(a, b)));
  const first = new Map<number, number>();
  const fixesOf = shoppers.map(() => new Set<number>());
  const note = (i: number, belief: Belief) => {
    for (const f of explains(belief)) {
      fixesOf[i]!.add(f);
      const other = first.get(f);
      if (other === undefined) first.set(f, i);
      else if (other !== i) link(i, other);
    }
  };
  shoppers.forEach((belief, i) => note(i, belief));
  const open = clusters.flatMap(({ ids, rivals }) => {
    const ways = rivals.filter((way) => isOpen(way, time, parameters));
    const members = ids.map((id) => indexOf.get(id)!);
    if (ways.length === 0) return [];
    members.forEach((member) => link(member, members[0]!));
    for (const { beliefs } of ways) beliefs.forEach((belief, i) => note(members[i]!, belief));
    return [{ members, ways }];
  });
  const groups = new Map<number, { members: number[]; fixes: Set<number>; parts: typeof open }>();
  shoppers.forEach((_, i) => {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, { members: [i], fixes: fixesOf[i]!, parts: [] });
    else {
      group.members.push(i);
      for (const f of fixesOf[i]!) group.fixes.add(f);
    }
  });
  for (const part of open) groups.get(rootOf(part.members[0]!))!.parts.push(part);
  return [...groups.values()].map(({ members, fixes, parts }) => ({
    members,
    fixes: [...fixes].sort((a, b) => a - b),
    ways: parts.reduce<readonly Way[]>((ways, part) => {
      const at = part.members.map((member) => members.indexOf(member));
      const believed = { beliefs: part.members.map((member) => shoppers[member]!), cost: 0, since: null };
      return crossed(ways, [believed, ...part.ways], parameters, ({ beliefs }, other) => {
        const both = [...beliefs];
        other.beliefs.forEach((belief, i) => (both[at[i]!] = belief));
        return { beliefs: both };
      });
    }, [{ beliefs: members.map((i) => shoppers[i]!), cost: 0, since: null }]),
  }));
}

/** All histories of some with all of others, the likeliest of them. @param join - Two histories as one. */
export function crossed<A extends History, B extends History>(
  some: readonly Way<A>[],
  others: readonly Way<B>[],
  { rivals }: FusionParameters,
  join: (one: A, other: B) => A,
): readonly Way<A>[] {
  const all = some.flatMap((one) =>
    others.map((other): Way<A> => {
      const parted = Math.min(one.since ?? Infinity, other.since ?? Infinity);
      return { ...join(one, other), cost: one.cost + other.cost, since: parted === Infinity ? null : micros(parted) };
    }),
  );
  // What is believed stays first: nothing costs less.
  return all.sort((a, b) => a.cost - b.cost).slice(0, rivals + 1);
}

/** Whoever is in one place by all histories is in no doubt any more. @param ways - What is believed first. */
export function clusterOf([best, ...rivals]: readonly [Way, ...Way[]]): Cluster | null {
  if (rivals.length === 0) return null;
  const doubtful = best.beliefs.map((belief, i) => rivals.some(({ beliefs }) => isElsewhere(beliefs[i]!, belief)));
  const of = (beliefs: readonly Belief[]) => beliefs.filter((_, i) => doubtful[i]);
  return {
    ids: of(best.beliefs).map(({ id }) => id),
    rivals: rivals.map((way) => ({ ...way, beliefs: of(way.beliefs) })),
  };
}
