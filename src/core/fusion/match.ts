/**
 * What fits whom: what it costs that somebody is who a fix shows.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S).
 */
import { unlikeness } from '#core/fusion/alike.ts';
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { type Motion, costOf, expectedAt, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting, LikelyPlace } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { unlikeStature } from '#core/fusion/stature.ts';
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
  /** Where they are then. */
  readonly place: GroundFix & Pick<LikelyPlace, 'tall'>;
  /** Where they were expected. */
  readonly expected: Motion;
  /** Too far from there: only a source whose ids are believed may say so. */
  readonly strayed: boolean;
}

/** Of each fix how it fits somebody; `null` where it does not. */
export type Matches = readonly (Match | null)[];

/** Somebody as a history has them, and how each fix of a sighting fits them. */
export interface Fitted {
  readonly belief: Belief;
  /** Their track of the source before. */
  readonly own: string | undefined;
  readonly matches: Matches;
  /** By fix: who they are after it, once somebody asked. */
  readonly after: Belief[];
}

/**
 * Whether a track is barred to somebody: one of a candidate whom this or another camera has seen beside them. A camera's track goes over
 * from who waits outside to a shopper who passes, and would begin a second one there.
 *
 * @param owner - Whose track it is, among candidates or, where ids are believed, everybody.
 */
const isBarred = ({ id }: Belief, owner: Fitted | undefined, trusted: boolean, exclusive: number): boolean =>
  owner !== undefined && (trusted || (owner.belief.apart[id] ?? 0) >= exclusive);

/**
 * @param owners - By fix: whose track it is.
 * @param reach - See {@link reachOf}.
 */
export function fit(
  belief: Belief,
  { fixes, source, time, trusted }: FloorSighting,
  owners: readonly (Fitted | undefined)[],
  reach: readonly number[],
  parameters: FusionParameters,
): Fitted {
  const own = belief.tracks[source];
  const lost = unseen(belief, time) > parameters.coast;
  const expected = expectedAt(belief.motion, time, parameters);
  const matches: (Match | null)[] = [];
  let motion: Motion | null = null;
  for (let index = 0; index < fixes.length; index++) {
    const fix = fixes[index]!;
    const isOwn = fix.track === own;
    let match: Match | null = null;
    if (isInReach(reach, index, expected)) {
      const owner = isOwn ? undefined : owners[index];
      const barred = isBarred(belief, owner, trusted, parameters.exclusive);
      if (isOwn || !(lost || (trusted && barred))) {
        motion ??= predict(belief.motion, time, parameters);
        match = bestPlace(belief, fix, index, motion, isOwn, trusted, parameters);
        // As long as the owner explains the fix as well.
        if (barred && match !== null && match.cost >= (owner!.matches[index]?.cost ?? Infinity)) match = null;
      }
    }
    if (trusted && isOwn) match = certain(match, index, fix, (motion ??= predict(belief.motion, time, parameters)));
    matches.push(match);
  }
  return { belief, own, matches, after: [] };
}

/** What a source whose ids are believed shows of whoever has the id. @param match - `null`: it is too far away. */
const certain = (match: Match | null, index: number, fix: FloorFix, expected: Motion): Match =>
  match === null ? { cost: -CERTAIN, index, fix, place: fix, expected, strayed: true } : { ...match, cost: -CERTAIN };

/**
 * By fix the least and the greatest x and y, m, within which it can be somebody's: most people are near no place of most fixes, and few numbers
 * tell so fastest.
 */
export function reachOf(fixes: readonly FloorFix[], { distance }: FusionParameters): readonly number[] {
  // Rounding must leave nobody out.
  const room = 1.001 * distance;
  const reach: number[] = [];
  for (const { at: likeliest, places } of fixes) {
    let x0 = likeliest.x;
    let x1 = likeliest.x;
    let y0 = likeliest.y;
    let y1 = likeliest.y;
    if (places !== undefined) {
      for (const { at } of places) {
        x0 = Math.min(x0, at.x);
        x1 = Math.max(x1, at.x);
        y0 = Math.min(y0, at.y);
        y1 = Math.max(y1, at.y);
      }
    }
    reach.push(x0 - room, x1 + room, y0 - room, y1 + room);
  }
  return reach;
}

const isInReach = (reach: readonly number[], f: number, { x, y }: Point<'ground'>): boolean =>
  x >= reach[4 * f]! && x <= reach[4 * f + 1]! && y >= reach[4 * f + 2]! && y <= reach[4 * f + 3]!;

/** A box that does not say whether its person stands further off or has hidden feet is told by where they were. */
function bestPlace(
  belief: Belief,
  fix: FloorFix,
  index: number,
  expected: Motion,
  isOwn: boolean,
  trusted: boolean,
  parameters: FusionParameters,
): Match | null {
  const loyalty = isOwn && fix.contested === undefined ? LOYALTY : 0;
  const count = fix.places?.length ?? 1;
  let best: Match['place'] | null = null;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const place: Match['place'] = fix.places?.[i] ?? fix;
    if (!isWithin(place.at, expected.at, parameters.distance)) continue;
    const far = costOf(expected, place, trusted, parameters);
    if (far === Infinity) continue;
    const share = fix.places?.[i]?.share ?? 1;
    const height = unlikeHeight(belief, place, fix.contested === true, parameters);
    const cost = far - 2 * Math.log(share) - loyalty + height;
    if (cost >= least) continue;
    best = place;
    least = cost;
  }
  if (best === null) return null;
  return { cost: least + unlike(belief, fix, parameters), index, fix, place: best, expected, strayed: false };
}

function isWithin(a: Point<'ground'>, b: Point<'ground'>, distance: number): boolean {
  const x = a.x - b.x;
  const y = a.y - b.y;
  return x * x + y * y <= distance ** 2;
}

/** What their height costs: nothing where the box does not tell it. */
const unlikeHeight = (
  { tall }: Belief,
  place: Match['place'],
  contested: boolean,
  { stature }: FusionParameters,
): number => (stature === 0 || place.tall === undefined ? 0 : stature * unlikeStature(tall, place.tall, contested));

/** What their looks cost: nothing where they were not compared. */
const unlike = ({ looks }: Belief, { likeness }: FloorFix, { appearance }: FusionParameters): number =>
  looks === null || likeness === undefined ? 0 : appearance * unlikeness([likeness], looks.portraits);
