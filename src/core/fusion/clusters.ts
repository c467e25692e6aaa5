/**
 * Shoppers whom nobody can tell apart for the moment, with the histories that say who of them is who. Who cannot be mistaken for one
 * another is in no cluster, or in another: what happens at one end of a store multiplies no histories at the other.
 *
 * Source: clusters are those of Reid 1979, §II.D; see `rivals.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
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
 * @param fixes - How many there are.
 * @param explained - Indices of the fixes that somebody may have.
 */
export function groupsOf(
  shoppers: readonly Belief[],
  clusters: readonly Cluster[],
  fixes: number,
  explained: (belief: Belief) => readonly number[],
  time: Micros,
  parameters: FusionParameters,
): readonly Group[] {
  const links = new Links(shoppers.length, fixes);
  shoppers.forEach((belief, i) => links.explain(i, explained(belief)));
  const parts = clusters.flatMap(({ ids, rivals }) => {
    const ways = rivals.filter((way) => isOpen(way, time, parameters));
    if (ways.length === 0) return [];
    const members = ids.map((id) => shoppers.findIndex((belief) => belief.id === id));
    members.forEach((member) => links.join(member, members[0]!));
    for (const { beliefs } of ways) beliefs.forEach((belief, i) => links.explain(members[i]!, explained(belief)));
    return [{ members, ways }];
  });
  return links.groups().map((group) => {
    const believed: Way = { beliefs: group.members.map((i) => shoppers[i]!), cost: 0, since: null };
    const ways = parts
      .filter(({ members }) => group.members.includes(members[0]!))
      .reduce<readonly Way[]>((all, part) => withPart(all, group.members, shoppers, part, parameters), [believed]);
    return { members: group.members, fixes: group.fixes, ways };
  });
}

/** All histories of a group with all of a cluster in it. */
function withPart(
  ways: readonly Way[],
  group: readonly number[],
  shoppers: readonly Belief[],
  part: { readonly members: readonly number[]; readonly ways: readonly Way[] },
  parameters: FusionParameters,
): readonly Way[] {
  const at = part.members.map((member) => group.indexOf(member));
  const believed = { beliefs: part.members.map((member) => shoppers[member]!), cost: 0, since: null };
  return crossed(ways, [believed, ...part.ways], parameters, ({ beliefs }, other, { cost, since }) => {
    const both = [...beliefs];
    other.beliefs.forEach((belief, i) => (both[at[i]!] = belief));
    return { beliefs: both, cost, since };
  });
}

/** Who belongs together, as a forest: Galler & Fischer, CACM 7 (1964). The first of each tree is its root. */
class Links {
  readonly #above: Int32Array;
  /** Of each fix who explains it first; -1 for nobody. */
  readonly #first: Int32Array;

  constructor(people: number, fixes: number) {
    this.#above = new Int32Array(people);
    for (let i = 0; i < people; i++) this.#above[i] = i;
    this.#first = new Int32Array(fixes).fill(-1);
  }

  rootOf(i: number): number {
    while (this.#above[i] !== i) i = this.#above[i]!;
    return i;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    this.#above[Math.max(one, other)] = Math.min(one, other);
  }

  explain(i: number, fixes: readonly number[]): void {
    for (const f of fixes) {
      if (this.#first[f] === -1) this.#first[f] = i;
      else this.join(i, this.#first[f]!);
    }
  }

  /** Everybody, in order of who is first in each. */
  groups(): readonly Pick<Group, 'members' | 'fixes'>[] {
    const at = new Map<number, { readonly members: number[]; readonly fixes: number[] }>();
    this.#above.forEach((_, i) => {
      const root = this.rootOf(i);
      if (root === i) at.set(i, { members: [i], fixes: [] });
      else at.get(root)!.members.push(i);
    });
    this.#first.forEach((i, f) => {
      if (i !== -1) at.get(this.rootOf(i))!.fixes.push(f);
    });
    return [...at.values()];
  }
}

/** All histories of some with all of others, the likeliest of them. @param join - Two histories as one, which stands so. */
export function crossed<A extends Way>(
  some: readonly A[],
  others: readonly A[],
  { rivals }: FusionParameters,
  join: (one: A, other: A, standing: Standing) => A,
): readonly A[] {
  const pairs = some.flatMap((one) =>
    others.map((other) => {
      const parted = Math.min(one.since ?? Infinity, other.since ?? Infinity);
      return { one, other, cost: one.cost + other.cost, since: parted === Infinity ? null : micros(parted) };
    }),
  );
  // What is believed stays first: nothing costs less.
  const kept = pairs.sort((a, b) => a.cost - b.cost).slice(0, rivals + 1);
  return kept.map((pair) => join(pair.one, pair.other, pair));
}

/** Whoever is in one place by all histories is in no doubt any more, and so are their tracks, of whatever camera. @param ways - What is believed first. */
export function clusterOf([best, ...rivals]: readonly [Way, ...Way[]]): Cluster | null {
  if (rivals.length === 0) return null;
  const doubtful = best.beliefs.map((belief, i) => rivals.some(({ beliefs }) => isElsewhere(beliefs[i]!, belief)));
  const settled = best.beliefs.filter((_, i) => !doubtful[i]);
  return {
    ids: best.beliefs.filter((_, i) => doubtful[i]).map(({ id }) => id),
    rivals: rivals.map(({ beliefs, cost, since }) => ({
      beliefs: beliefs.filter((_, i) => doubtful[i]).map((belief) => withoutTracksOf(belief, settled)),
      cost,
      since,
    })),
  };
}
