/** Whom a sighting shows: shoppers first, in groups of those who may have the same fixes, then people who may become one. */
import { associate } from '#core/fusion/associate.ts';
import { type Belief, noted } from '#core/fusion/belief.ts';
import { type Cluster, clusterOf, groupsOf } from '#core/fusion/clusters.ts';
import { type Decided, decide, withMixedUp } from '#core/fusion/decide.ts';
import { Fitting } from '#core/fusion/fitting.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Match } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type Seen, beginBelief, releasing, takeTracks } from '#core/fusion/see.ts';

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
  const fitting = new Fitting(known.beliefs, seen, plan, parameters);
  const { shoppers, candidates: others } = fitting;
  const fit = (belief: Belief) => fitting.fit(belief);
  const groups = groupsOf(shoppers, known.clusters, seen.fixes.length, fit, seen.time, parameters);
  const decided = withMixedUp(
    groups.map((group) => decide(group, fitting, seen, parameters)),
    shoppers.map(({ belief }) => belief),
    seen,
    parameters,
  );
  const all: Seen[] = shoppers.map(({ belief }) => ({ belief, fix: null, at: null }));
  const isFree = seen.fixes.map(() => true);
  for (const { members, ways } of decided) {
    const [{ beliefs: now, given }] = ways;
    members.forEach((member, i) => {
      const match = given[i]!;
      if (match !== null) isFree[match.index] = false;
      all[member] = seenAs(believedNow(now[i]!, shoppers[member]!.belief), match);
    });
  }
  if (others.length > 0) {
    const { given } = associate(
      others,
      seen.fixes.map((_, f) => f).filter((f) => isFree[f]),
    );
    others.forEach((person, i) => {
      const match = given[i]!;
      if (match !== null) isFree[match.index] = false;
      all.push(seenAs(match === null ? person.belief : fitting.see(person, match), match));
    });
  }
  let { candidates } = known;
  seen.fixes.forEach((fix, f) => {
    if (!isFree[f]) return;
    candidates += 1;
    all.push({ belief: beginBelief(`C${candidates}`, fix, seen, plan, parameters), fix, at: fix.at });
  });
  const owned = takeTracks(all, seen.source);
  return { all: owned, candidates, clusters: clustersOf(decided, owned, seen.source) };
}

const seenAs = (belief: Belief, match: Match | null): Seen =>
  match === null ? { belief, fix: null, at: null } : { belief, fix: match.fix, at: match.place.at };

/** What was noted beside a history is so whichever is believed; but who was in one place with somebody is not, and is asked anew. */
const believedNow = (now: Belief, { apart, together }: Belief): Belief =>
  now.apart === apart && now.together === together ? now : noted(now, { apart, together: {} });

/** A track that is somebody's beyond doubt is nobody else's in any history. */
function clustersOf(decided: readonly Decided[], all: readonly Seen[], source: string): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const { ways } of decided) {
    const cluster = ways.length === 1 ? null : clusterOf(ways);
    if (cluster === null) continue;
    const { ids, rivals } = cluster;
    const taken: string[] = [];
    for (const { belief } of all) {
      const track = belief.tracks[source];
      if (track !== undefined && !ids.includes(belief.id)) taken.push(track);
    }
    const freed = rivals.map(({ beliefs, cost, since }) => ({
      beliefs: beliefs.map((belief) => releasing(belief, source, taken)),
      cost,
      since,
    }));
    clusters.push({ ids, rivals: freed });
  }
  return clusters;
}
