/**
 * What fits whom: what it costs that somebody is who a fix shows.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S).
 */
import { unlikeness } from '#core/fusion/alike.ts';
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { type Motion, innovate, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/**
 * What it counts that a track was the same shopper's before, in units of the cost, as long as no other box touches it. More, and
 * who is taken along by a camera that mixes two people up stays there; less, and cameras that disagree a little change their minds.
 */
const LOYALTY = 2;

/** What it counts that a source whose ids are believed says who somebody is. */
const CERTAIN = 1e6;

/** A fix as somebody explains it: in the place of its places that costs least. */
export interface Match {
  /** −2 ln of how probable it is, but for what all ways have in common. */
  readonly cost: number;
  /** Of the fix in its sighting. */
  readonly index: number;
  readonly fix: FloorFix;
  /** Where they were expected. */
  readonly expected: Motion;
  /** Too far from there: only a source whose ids are believed may say so. */
  readonly strayed: boolean;
}

/** Of each fix how it fits somebody; `null` where it does not. */
export type Matches = readonly (Match | null)[];

/** Works out what fits whom in one sighting, once for all histories: most people are where they are in every one of them. */
export type Matching = (belief: Belief) => Matches;

/** @param beliefs - As they are believed to be: who among them is a candidate bars shoppers from their track. */
export function matchingOf(
  beliefs: readonly Belief[],
  sighting: FloorSighting,
  parameters: FusionParameters,
): Matching {
  const { source, trusted } = sighting;
  const owners = new Map<string, Belief>();
  for (const belief of beliefs) {
    const track = belief.tracks[source];
    if (track !== undefined) owners.set(track, belief);
  }
  // A shopper does not take the track of a candidate whom this or another camera has seen beside them.
  const barred = (belief: Belief, track: string): boolean => {
    const owner = owners.get(track);
    if (owner === undefined) return false;
    return trusted || (!owner.confirmed && (owner.apart[belief.id] ?? 0) >= parameters.exclusive);
  };
  const known = new Map<Belief, Matches>();
  return (belief) => {
    const found = known.get(belief) ?? matchesOf(belief, sighting, parameters, barred);
    known.set(belief, found);
    return found;
  };
}

function matchesOf(
  belief: Belief,
  sighting: FloorSighting,
  parameters: FusionParameters,
  barred: (belief: Belief, track: string) => boolean,
): Matches {
  const { fixes, source, time, trusted } = sighting;
  const own = belief.tracks[source];
  const lost = unseen(belief, time) > parameters.coast;
  const { at, velocity } = belief.motion;
  const moving = Math.max(0, Math.min((time - belief.motion.time) / MICROS_PER_SECOND, parameters.momentum));
  const [x, y] = [at.x + velocity.x * moving, at.y + velocity.y * moving];
  let motion: Motion | null = null;
  return fixes.map((fix, index) => {
    const isOwn = fix.track === own;
    let match: Match | null = null;
    if (isOwn || !(lost || barred(belief, fix.track))) {
      const loyalty = isOwn && fix.contested === undefined ? LOYALTY : 0;
      // A box that does not say whether its person stands further off or has hidden feet is told by where they were.
      for (const place of fix.places ?? [{ at: fix.at, cov: fix.cov, share: 1 }]) {
        const [dx, dy] = [place.at.x - x, place.at.y - y];
        if (dx * dx + dy * dy > parameters.distance ** 2) continue;
        motion ??= predict(belief.motion, time, parameters);
        const { mahalanobis, logDet } = innovate(motion, place);
        if (mahalanobis > parameters.gate) continue;
        const cost = mahalanobis + logDet - 2 * Math.log(place.share) - loyalty;
        if (match !== null && cost >= match.cost) continue;
        const there = place.at === fix.at ? fix : { ...fix, at: place.at, cov: place.cov };
        match = { cost, index, fix: there, expected: motion, strayed: false };
      }
    }
    if (match === null) {
      if (!trusted || !isOwn) return null;
      return { cost: -CERTAIN, index, fix, expected: predict(belief.motion, time, parameters), strayed: true };
    }
    if (trusted && isOwn) return { ...match, cost: -CERTAIN };
    const looks = unlike(belief, fix, parameters);
    return looks === 0 ? match : { ...match, cost: match.cost + looks };
  });
}

/** What their looks cost: nothing where they were not compared. */
const unlike = ({ looks }: Belief, { likeness }: FloorFix, { appearance }: FusionParameters): number =>
  looks === null || likeness === undefined ? 0 : appearance * unlikeness([likeness], looks.portraits);
