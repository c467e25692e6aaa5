/** Whom a sighting shows: shoppers first, in groups of those who may have the same fixes, then people who may become one. */
import { UNSEEN, associate } from '#core/fusion/associate.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { type Cluster, clusterOf, groupsOf } from '#core/fusion/clusters.ts';
import { type Decided, decide, withMixedUp } from '#core/fusion/decide.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { type Match, type Matches, matchingOf } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type Seen, beginBelief, releasing, see, takeTracks } from '#core/fusion/see.ts';

interface Known {
  readonly beliefs: readonly Belief[];
  readonly candidates: number;
  readonly clusters: readonly Cluster[];
}

interface TakenIn {
  /** Everybody, as it is believed now. */
  readonly all: readonly Seen[];
  readonly candidates: number;
  readonly clusters: readonly Cluster[];
}

export function takeIn(known: Known, plan: FloorPlan, parameters: FusionParameters, seen: FloorSighting): TakenIn {
  const { beliefs, clusters } = known;
  const shoppers = beliefs.filter(({ confirmed }) => confirmed);
  const others = beliefs.filter(({ confirmed }) => !confirmed);
  const matching = matchingOf(beliefs, seen, parameters);
  const views = new Map<Match, Belief>();
  const view = (belief: Belief, match: Match): Belief => {
    let found = views.get(match);
    if (found === undefined) {
      found = see(belief, match, seen, plan, parameters);
      views.set(match, found);
    }
    return found;
  };
  const explained = (belief: Belief) => explainedBy(matching(belief));
  const groups = groupsOf(shoppers, clusters, seen.fixes.length, explained, seen.time, parameters);
  const decided = withMixedUp(
    groups.map((group) => decide(group, matching, view, seen, parameters)),
    shoppers,
    seen,
    parameters,
  );
  const all: Seen[] = shoppers.map((belief) => ({ belief, fix: null }));
  const taken = new Set<number>();
  for (const { members, ways } of decided) {
    const [{ beliefs: now, given }] = ways;
    members.forEach((member, i) => {
      const match = given[i]!;
      if (match !== null) taken.add(match.index);
      all[member] = { belief: believedNow(now[i]!, shoppers[member]!), fix: match?.fix ?? null };
    });
  }
  if (others.length > 0) {
    const free = seen.fixes.flatMap((_, f) => (taken.has(f) ? [] : [f]));
    const { given } = associate(others.map(matching), free);
    others.forEach((belief, i) => {
      const match = given[i]!;
      if (match !== null) taken.add(match.index);
      all.push(match === null ? { belief, fix: null } : { belief: view(belief, match), fix: match.fix });
    });
  }
  let { candidates } = known;
  seen.fixes.forEach((fix, f) => {
    if (taken.has(f)) return;
    candidates += 1;
    all.push({ belief: beginBelief(`C${candidates}`, fix, seen, plan, parameters), fix });
  });
  const owned = takeTracks(all, seen.source);
  return { all: owned, candidates, clusters: clustersOf(decided, owned, seen.source) };
}

/** Indices of the fixes that likelier show them than that they were missed. */
function explainedBy(matches: Matches): readonly number[] {
  const fixes: number[] = [];
  for (const match of matches) if (match !== null && match.cost < UNSEEN) fixes.push(match.index);
  return fixes;
}

/** What was noted beside a history is so whichever is believed; but who was in one place with somebody is not, and is asked anew. */
const believedNow = (now: Belief, { apart, together }: Belief): Belief =>
  now.apart === apart && now.together === together ? now : { ...now, apart, together: {} };

/** A track that is somebody's beyond doubt is nobody else's in any history. */
function clustersOf(decided: readonly Decided[], all: readonly Seen[], source: string): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const { ways } of decided) {
    const cluster = ways.length === 1 ? null : clusterOf(ways);
    if (cluster === null) continue;
    const { ids, rivals } = cluster;
    const isTaken = (track: string) =>
      all.some(({ belief: { id, tracks } }) => tracks[source] === track && !ids.includes(id));
    const freed = rivals.map(({ beliefs, cost, since }) => ({
      beliefs: beliefs.map((belief) => releasing(belief, source, isTaken)),
      cost,
      since,
    }));
    clusters.push({ ids, rivals: freed });
  }
  return clusters;
}
