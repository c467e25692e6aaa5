/**
 * Whose sightings these are: shoppers first, then people who may become one, each as a least-cost assignment.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S); the two stages follow
 * Wojke et al., *Simple Online and Realtime Tracking with a Deep Association Metric*, ICIP 2017.
 */
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { innovate, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { assign, FORBIDDEN } from '#core/math/assignment.ts';

/**
 * What it counts that a track was the same shopper's before, in units of the cost. More, and who is taken along by a camera
 * that mixes two people up stays there; less, and cameras that disagree a little change their minds.
 */
const LOYALTY = 2;

/** A fix that was given to a belief, in the place that belief explains best. */
export interface Given {
  readonly index: number;
  readonly fix: FloorFix;
}

/** @returns For each belief what it is given, or `null`; no fix is given twice. */
export function associate(
  beliefs: readonly Belief[],
  sighting: FloorSighting,
  parameters: FusionParameters,
): readonly (Given | null)[] {
  const fixOf = beliefs.map(() => -1);
  const free = new Set(sighting.fixes.keys());
  const give = (belief: number, fix: number) => {
    fixOf[belief] = fix;
    free.delete(fix);
  };
  const matches = beliefs.map((belief) => matchesOf(belief, sighting, parameters));
  const costs = matches.map((row) => row.map(({ cost }) => cost));

  for (const confirmed of [true, false]) {
    const stage = [...beliefs.keys()].filter((b) => beliefs[b]!.confirmed === confirmed);
    const isOwn = (b: number, f: number) => sighting.fixes[f]!.track === beliefs[b]!.tracks[sighting.source];
    if (sighting.trusted) {
      for (const b of stage) {
        const own = sighting.fixes.findIndex((_, f) => isOwn(b, f));
        if (own !== -1 && free.has(own)) give(b, own);
      }
    }
    const rows = stage.filter((b) => fixOf[b] === -1);
    const columns = [...free];
    const cost = rows.map((b) =>
      columns.map((f) => {
        if (isOwn(b, f)) return costs[b]![f]! < FORBIDDEN ? costs[b]![f]! - LOYALTY : FORBIDDEN;
        const lost = unseen(beliefs[b]!, sighting.time) > parameters.coast;
        return lost || isAnothers(beliefs, b, f, sighting, parameters) ? FORBIDDEN : costs[b]![f]!;
      }),
    );
    for (const [row, column] of cheapest(cost)) give(rows[row]!, columns[column]!);
  }
  return fixOf.map((index, b) => (index === -1 ? null : { index, fix: matches[b]![index]!.fix }));
}

interface Match {
  /** {@link FORBIDDEN} outside the gate. */
  readonly cost: number;
  readonly fix: FloorFix;
}

/**
 * Each fix in the place that costs least, with −2 log of its share: a box that does not say whether its person stands further
 * off or has hidden feet is told by where they were.
 */
function matchesOf(belief: Belief, sighting: FloorSighting, parameters: FusionParameters): readonly Match[] {
  const motion = predict(belief.motion, sighting.time, parameters);
  return sighting.fixes.map((fix) =>
    (fix.places ?? [{ ...fix, share: 1 }]).reduce<Match>(
      (best, { at, cov, share }) => {
        const { mahalanobis, logDet, distance } = innovate(motion, { at, cov });
        const cost = mahalanobis + logDet - 2 * Math.log(share);
        const within = mahalanobis <= parameters.gate && distance <= parameters.distance;
        return within && cost < best.cost ? { cost, fix: { ...fix, at, cov } } : best;
      },
      { cost: FORBIDDEN, fix },
    ),
  );
}

/** A shopper does not take the track of a candidate whom this or another camera has seen beside them. */
function isAnothers(
  beliefs: readonly Belief[],
  b: number,
  f: number,
  { source, fixes, trusted }: FloorSighting,
  parameters: FusionParameters,
): boolean {
  const owner = beliefs.find((belief) => belief.tracks[source] === fixes[f]!.track);
  if (owner === undefined || owner === beliefs[b]) return false;
  return trusted || (!owner.confirmed && (owner.apart[beliefs[b]!.id] ?? 0) >= parameters.exclusive);
}

/** Pairs of row and column, without forbidden ones. */
const cheapest = (cost: readonly (readonly number[])[]) =>
  [...assign(cost).entries()].filter(([row, column]) => column !== -1 && cost[row]![column]! < FORBIDDEN);
