/**
 * What fits whom: what it costs that somebody is who a fix shows.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S).
 */
import { unlikeness } from '#core/fusion/alike.ts';
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { type Motion, costOf, expectedAt, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { GroundFix, Point } from '#core/geometry/frames.ts';

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
  const owners = ownersOf(beliefs, sighting);
  const known = new Map<Belief, Matches>();
  const matching: Matching = (belief) => {
    let found = known.get(belief);
    if (found === undefined) {
      found = matchesOf(belief, sighting, owners, matching, parameters);
      known.set(belief, found);
    }
    return found;
  };
  return matching;
}

/** By track, who may bar others from it: candidates, or anybody where ids are believed. `null`: nobody. */
type Owners = ReadonlyMap<string, Belief> | null;

function ownersOf(beliefs: readonly Belief[], { source, trusted }: FloorSighting): Owners {
  let owners: Map<string, Belief> | null = null;
  for (const belief of beliefs) {
    const track = trusted || !belief.confirmed ? belief.tracks[source] : undefined;
    if (track !== undefined) (owners ??= new Map<string, Belief>()).set(track, belief);
  }
  return owners;
}

/**
 * Whose track is barred to somebody: a candidate's, whom this or another camera has seen beside them, as long as the candidate explains
 * the fix as well. A camera's track goes over from who waits outside to a shopper who passes, and would begin a second one there.
 */
function holderOf({ id }: Belief, track: string, owners: Owners, trusted: boolean, exclusive: number): Belief | null {
  const owner = owners?.get(track);
  return owner !== undefined && (trusted || (owner.apart[id] ?? 0) >= exclusive) ? owner : null;
}

function matchesOf(
  belief: Belief,
  sighting: FloorSighting,
  owners: Owners,
  matching: Matching,
  parameters: FusionParameters,
): Matches {
  const { fixes, source, time, trusted } = sighting;
  const own = belief.tracks[source];
  const lost = unseen(belief, time) > parameters.coast;
  const expected = expectedAt(belief.motion, time, parameters);
  let motion: Motion | null = null;
  return fixes.map((fix, index) => {
    const isOwn = fix.track === own;
    const holder = isOwn ? null : holderOf(belief, fix.track, owners, trusted, parameters.exclusive);
    const asked = isOwn || !(lost || (trusted && holder !== null));
    if (asked && isNear(fix, expected, parameters)) {
      motion ??= predict(belief.motion, time, parameters);
      const match = bestPlace(fix, index, motion, isOwn, trusted, parameters);
      if (match !== null) {
        if (trusted && isOwn) return { ...match, cost: -CERTAIN };
        const looks = unlike(belief, fix, parameters);
        const found = looks === 0 ? match : { ...match, cost: match.cost + looks };
        return holder === null || found.cost < (matching(holder)[index]?.cost ?? Infinity) ? found : null;
      }
    }
    if (!trusted || !isOwn) return null;
    return { cost: -CERTAIN, index, fix, expected: predict(belief.motion, time, parameters), strayed: true };
  });
}

/** Whether any place of a fix is near enough; most are not. */
function isNear({ at, places }: FloorFix, expected: Point<'ground'>, { distance }: FusionParameters): boolean {
  if (places === undefined) return isWithin(at, expected, distance);
  for (const place of places) if (isWithin(place.at, expected, distance)) return true;
  return false;
}

/** A box that does not say whether its person stands further off or has hidden feet is told by where they were. */
function bestPlace(
  fix: FloorFix,
  index: number,
  expected: Motion,
  isOwn: boolean,
  trusted: boolean,
  parameters: FusionParameters,
): Match | null {
  const loyalty = isOwn && fix.contested === undefined ? LOYALTY : 0;
  const count = fix.places?.length ?? 1;
  let best: GroundFix | null = null;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const place = fix.places?.[i] ?? fix;
    if (!isWithin(place.at, expected.at, parameters.distance)) continue;
    const share = fix.places?.[i]?.share ?? 1;
    const cost = costOf(expected, place, trusted, parameters) - 2 * Math.log(share) - loyalty;
    if (cost >= least) continue;
    best = place;
    least = cost;
  }
  if (best === null) return null;
  const there = best.at === fix.at ? fix : { ...fix, at: best.at, cov: best.cov };
  return { cost: least, index, fix: there, expected, strayed: false };
}

function isWithin(a: Point<'ground'>, b: Point<'ground'>, distance: number): boolean {
  const x = a.x - b.x;
  const y = a.y - b.y;
  return x * x + y * y <= distance ** 2;
}

/** What their looks cost: nothing where they were not compared. */
const unlike = ({ looks }: Belief, { likeness }: FloorFix, { appearance }: FusionParameters): number =>
  looks === null || likeness === undefined ? 0 : appearance * unlikeness([likeness], looks.portraits);
