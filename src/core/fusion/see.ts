/** What a sighting changes in the beliefs it was matched with. */
import { type Looks, withPortrait } from '#core/fusion/alike.ts';
import { type Belief, noted } from '#core/fusion/belief.ts';
import { startMotion, update } from '#core/fusion/constant-velocity.ts';
import { type FloorPlan, type Standing, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Match } from '#core/fusion/match.ts';
import { ANYBODY, type Stature, learnStature } from '#core/fusion/stature.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Point } from '#core/geometry/frames.ts';

/** A person nobody explains yet. */
export function beginBelief(
  id: string,
  fix: FloorFix,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const { source, time, trusted } = sighting;
  const where = standing(plan, fix.at);
  return {
    id,
    confirmed: false,
    motion: startMotion(fix, time, trusted, parameters),
    firstSeen: time,
    origin: fix.at,
    hits: 1,
    tracks: { [source]: fix.track },
    only: { source, track: fix.track },
    trusted,
    apart: {},
    together: {},
    inOutline: where === 'outside' ? null : time,
    inStore: isInside(where) ? time : null,
    tall: ANYBODY,
    looks: looksWith(null, fix, sighting),
    hands: fix.hands,
  };
}

/** @param match - What the sighting shows of them. */
export function see(
  belief: Belief,
  { fix, place, expected, strayed }: Match,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const { source, time } = sighting;
  const { tracks, only } = belief;
  // Only a source whose ids are believed may move somebody beyond the gate: they are where it says, as if seen first.
  const motion = strayed
    ? startMotion(place, time, sighting.trusted, parameters)
    : update(expected, place, sighting.trusted, parameters);
  const where = standing(plan, motion.at);
  // Written out, because everybody whom a camera sees is made anew by every frame.
  return {
    id: belief.id,
    confirmed: belief.confirmed,
    motion,
    firstSeen: belief.firstSeen,
    origin: belief.origin,
    hits: belief.hits + 1,
    tracks: withTrack(tracks, source, fix.track),
    only: only?.source === source && only.track === fix.track ? only : null,
    trusted: belief.trusted || sighting.trusted,
    apart: belief.apart,
    together: belief.together,
    inOutline: where === 'outside' ? belief.inOutline : motion.time,
    inStore: isInside(where) ? motion.time : belief.inStore,
    tall: statureWith(belief.tall, fix, place),
    looks: looksWith(belief.looks, fix, sighting),
    hands: fix.hands.length > 0 ? fix.hands : belief.hands,
  };
}

function withTrack(tracks: Belief['tracks'], source: string, track: string): Belief['tracks'] {
  if (tracks[source] === track) return tracks;
  const newer: Record<string, string> = {};
  for (const holder in tracks) newer[holder] = tracks[holder]!;
  newer[source] = track;
  return newer;
}

/** What a box with two people in it says is of neither. */
const statureWith = (tall: Stature, { contested }: FloorFix, place: Match['place']): Stature =>
  contested === true || place.tall === undefined ? tall : learnStature(tall, place.tall);

const looksWith = (looks: Looks | null, { likeness }: FloorFix, { time }: FloorSighting): Looks | null =>
  likeness === undefined ? looks : withPortrait(looks, likeness, time);

const isInside = (where: Standing): boolean => where === 'store' || where === 'entry';

/** A belief after a sighting, with the fix it was given in it and where that puts them. */
export interface Seen {
  readonly belief: Belief;
  readonly fix: FloorFix | null;
  readonly at: Point<'ground'> | null;
}

/** A track that was given to somebody is nobody else's any more. */
export function takeTracks(all: readonly Seen[], source: string): readonly Seen[] {
  const taken: string[] = [];
  for (const { fix } of all) if (fix !== null) taken.push(fix.track);
  return all.map((each) => {
    if (each.fix !== null) return each;
    const belief = releasing(each.belief, source, taken);
    return belief === each.belief ? each : { belief, fix: null, at: null };
  });
}

/** Without the source's track if it is among those that others have. */
export function releasing(belief: Belief, source: string, taken: readonly string[]): Belief {
  const held = belief.tracks[source];
  return held === undefined || !taken.includes(held) ? belief : withoutTrack(belief, source);
}

export function withoutTrack(belief: Belief, source: string): Belief {
  const tracks: Record<string, string> = {};
  for (const holder in belief.tracks) if (holder !== source) tracks[holder] = belief.tracks[holder]!;
  return noted(belief, { tracks });
}

/** Without any source's track that one of others has. */
export function withoutTracksOf(belief: Belief, others: readonly Belief[]): Belief {
  const mine = belief.tracks;
  if (!others.some(({ tracks }) => shareATrack(mine, tracks))) return belief;
  const kept = Object.entries(mine).filter(([source, track]) => others.every(({ tracks }) => tracks[source] !== track));
  return noted(belief, { tracks: Object.fromEntries(kept) });
}

function shareATrack(some: Belief['tracks'], others: Belief['tracks']): boolean {
  for (const source in some) if (some[source] === others[source]) return true;
  return false;
}

/** Same-camera exclusivity: counts for everybody, up to enough, with which shoppers one camera has just seen them, well apart. */
export function noteBeside(all: readonly Seen[], { exclusive, body }: FusionParameters): readonly Belief[] {
  return all.map(({ belief, at: here }) => {
    if (here === null) return belief;
    let apart: Record<string, number> | null = null;
    for (const { belief: other, at: there } of all) {
      if (other === belief || !other.confirmed || there === null) continue;
      const x = there.x - here.x;
      const y = there.y - here.y;
      if (x * x + y * y <= body * body) continue;
      // Nobody asks for more than enough.
      const before = belief.apart[other.id] ?? 0;
      if (before < exclusive) (apart ??= { ...belief.apart })[other.id] = before + 1;
    }
    return apart === null ? belief : noted(belief, { apart });
  });
}

/** Without what was noted of whoever is gone: nobody asks again, and somebody who stays all day is seen beside everybody. */
export function forgetBeside(all: readonly Belief[], gone: readonly string[]): readonly Belief[] {
  if (gone.length === 0) return all;
  return all.map((belief) => {
    const known = Object.entries(belief.apart).filter(([id]) => !gone.includes(id));
    return known.length === Object.keys(belief.apart).length
      ? belief
      : noted(belief, { apart: Object.fromEntries(known) });
  });
}
