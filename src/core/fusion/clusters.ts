/**
 * Shoppers whom nobody can tell apart for the moment, with the histories that say who of them is who. Who cannot be mistaken for one
 * another is in no cluster, or in another: what happens at one end of a store multiplies no histories at the other.
 *
 * Source: clusters are those of Reid 1979, §II.D; see `rivals.ts`.
 */
import type { Belief } from '#core/fusion/belief.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type History, type Way, isElsewhere, isOpen } from '#core/fusion/rivals.ts';
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
 * @param explains - Whether somebody may have a fix, given by its index.
 */
export function groupsOf(
  shoppers: readonly Belief[],
  clusters: readonly Cluster[],
  fixes: number,
  explains: (belief: Belief, fix: number) => boolean,
  time: Micros,
  parameters: FusionParameters,
): readonly Group[] {
  const links = new Links(shoppers.length);
  /** Of each fix who explains it first. */
  const first = new Int32Array(fixes).fill(-1);
  const note = (i: number, belief: Belief) => {
    for (let f = 0; f < fixes; f++) {
      if (!explains(belief, f)) continue;
      if (first[f] === -1) first[f] = i;
      else links.join(i, first[f]!);
    }
  };
  shoppers.forEach((belief, i) => note(i, belief));
  const parts = clusters.flatMap(({ ids, rivals }) => {
    const ways = rivals.filter((way) => isOpen(way, time, parameters));
    if (ways.length === 0) return [];
    const members = ids.map((id) => shoppers.findIndex((belief) => belief.id === id));
    members.forEach((member) => links.join(member, members[0]!));
    for (const { beliefs } of ways) beliefs.forEach((belief, i) => note(members[i]!, belief));
    return [{ members, ways }];
  });
  const groups = new Map<number, { readonly members: number[]; readonly fixes: number[] }>();
  shoppers.forEach((_, i) => {
    const root = links.rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, { members: [i], fixes: [] });
    else group.members.push(i);
  });
  first.forEach((i, f) => {
    if (i !== -1) groups.get(links.rootOf(i))!.fixes.push(f);
  });
  return [...groups].map(([root, group]) => ({
    ...group,
    ways: parts
      .filter(({ members }) => links.rootOf(members[0]!) === root)
      .reduce<readonly Way[]>(
        (ways, part) => withPart(ways, group.members, shoppers, part, parameters),
        [{ beliefs: group.members.map((i) => shoppers[i]!), cost: 0, since: null }],
      ),
  }));
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
  return crossed(ways, [believed, ...part.ways], parameters, ({ beliefs }, other) => {
    const both = [...beliefs];
    other.beliefs.forEach((belief, i) => (both[at[i]!] = belief));
    return { beliefs: both };
  });
}

/** Who belongs together, as a forest: Galler & Fischer, CACM 7 (1964). The first of each tree is its root. */
class Links {
  readonly #above: Int32Array;

  constructor(count: number) {
    this.#above = Int32Array.from({ length: count }, (_, i) => i);
  }

  rootOf(i: number): number {
    while (this.#above[i] !== i) i = this.#above[i]!;
    return i;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    this.#above[Math.max(one, other)] = Math.min(one, other);
  }
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

/** Whoever is in one place by all histories is in no doubt any more, and so are their tracks, of whatever camera. @param ways - What is believed first. */
export function clusterOf([best, ...rivals]: readonly [Way, ...Way[]]): Cluster | null {
  if (rivals.length === 0) return null;
  const doubtful = best.beliefs.map((belief, i) => rivals.some(({ beliefs }) => isElsewhere(beliefs[i]!, belief)));
  const of = (beliefs: readonly Belief[]) => beliefs.filter((_, i) => doubtful[i]);
  const settled = best.beliefs.filter((_, i) => !doubtful[i]);
  return {
    ids: of(best.beliefs).map(({ id }) => id),
    rivals: rivals.map((way) => ({
      ...way,
      beliefs: of(way.beliefs).map((belief) => withoutTracksOf(belief, settled)),
    })),
  };
}
