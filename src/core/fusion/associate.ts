/**
 * Whose sightings these are: shoppers first, then people who may become one, each as a least-cost assignment.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S); the two stages follow
 * Wojke et al., *Simple Online and Realtime Tracking with a Deep Association Metric*, ICIP 2017.
 */
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { type Motion, expectedAt, innovate, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting, LikelyPlace } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { FORBIDDEN, assignWithin } from '#core/math/assignment.ts';

/**
 * What it counts that a track was the same shopper's before, in units of the cost, as long as no other box touches it. More, and
 * who is taken along by a camera that mixes two people up stays there; less, and cameras that disagree a little change their minds.
 */
const LOYALTY = 2;
/**
 * What it costs that a camera does not see somebody, in units of the cost: a sighting that fits worse is somebody else, or nobody. It
 * is −2 ln of how probable a miss and a false box are beside a find (9 in 10 are found, and a box where nobody is known falls on
 * every 5 m²). Without it whoever a camera misses takes what is their neighbour's, who takes the next one's.
 */
const UNSEEN = 4;

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
  const owners = ownersOf(beliefs, sighting);

  for (const confirmed of [true, false]) {
    const stage = [...beliefs.keys()].filter((b) => beliefs[b]!.confirmed === confirmed);
    if (sighting.trusted) {
      for (const b of stage) {
        const own = owners.indexOf(b);
        if (own !== -1 && free.has(own)) give(b, own);
      }
    }
    const rows = stage.filter((b) => fixOf[b] === -1);
    const columns = [...free];
    const entries = new Float64Array(rows.length * columns.length);
    rows.forEach((b, r) => {
      const lost = unseen(beliefs[b]!, sighting.time) > parameters.coast;
      columns.forEach((f, c) => {
        const match = matches[b]![f]!;
        const own = owners[f] === b;
        const barred = !own && (lost || isAnothers(beliefs[b]!, beliefs[owners[f]!], sighting, parameters));
        const loyalty = own && sighting.fixes[f]!.contested === undefined ? LOYALTY : 0;
        entries[r * columns.length + c] = match === null || barred ? FORBIDDEN : match.cost - loyalty;
      });
    });
    const found = assignWithin({ entries, rows: rows.length, cols: columns.length, limit: UNSEEN });
    rows.forEach((b, r) => {
      if (found[r]! >= 0) give(b, columns[found[r]!]!);
    });
  }
  return fixOf.map((index, b) => {
    if (index === -1) return null;
    const [fix, match] = [sighting.fixes[index]!, matches[b]![index]!];
    return { index, fix: match === null ? fix : { ...fix, at: match.place.at, cov: match.place.cov } };
  });
}

/** Of each fix whose track it was before, as an index; -1 when it is a new one. */
function ownersOf(beliefs: readonly Belief[], { source, fixes }: FloorSighting): readonly number[] {
  const owner = new Map<string, number>();
  beliefs.forEach(({ tracks }, b) => {
    const track = tracks[source];
    if (track !== undefined) owner.set(track, b);
  });
  return fixes.map(({ track }) => owner.get(track) ?? -1);
}

interface Match {
  readonly cost: number;
  readonly place: LikelyPlace;
}

/**
 * Each fix in the place that costs least, with −2 log of its share: a box that does not say whether its person stands further
 * off or has hidden feet is told by where they were. `null` outside the gate.
 */
function matchesOf(belief: Belief, sighting: FloorSighting, parameters: FusionParameters): readonly (Match | null)[] {
  let motion: Motion | null = null;
  const expected = expectedAt(belief.motion, sighting.time, parameters);
  return sighting.fixes.map((fix) => {
    let best: Match | null = null;
    for (const place of fix.places ?? [{ at: fix.at, cov: fix.cov, share: 1 }]) {
      const [x, y] = [place.at.x - expected.x, place.at.y - expected.y];
      if (x * x + y * y > parameters.distance ** 2) continue;
      motion ??= predict(belief.motion, sighting.time, parameters);
      const { mahalanobis, logDet } = innovate(motion, place);
      const cost = mahalanobis + logDet - 2 * Math.log(place.share);
      if (mahalanobis <= parameters.gate && (best === null || cost < best.cost)) best = { cost, place };
    }
    return best;
  });
}

/** A shopper does not take the track of a candidate whom this or another camera has seen beside them. */
function isAnothers(
  belief: Belief,
  owner: Belief | undefined,
  { trusted }: FloorSighting,
  parameters: FusionParameters,
): boolean {
  if (owner === undefined) return false;
  return trusted || (!owner.confirmed && (owner.apart[belief.id] ?? 0) >= parameters.exclusive);
}
