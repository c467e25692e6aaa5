/** What a sighting changes in the beliefs it was matched with. */
import { type Looks, withPortrait } from '#core/fusion/alike.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { startMotion, update } from '#core/fusion/constant-velocity.ts';
import { type FloorPlan, type Standing, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Match } from '#core/fusion/match.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Micros } from '#core/time/micros.ts';

/** A person nobody explains yet. */
export function beginBelief(
  id: string,
  fix: FloorFix,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const { source, time, trusted } = sighting;
  return {
    id,
    confirmed: false,
    motion: startMotion(fix, time, parameters),
    firstSeen: time,
    origin: fix.at,
    hits: 1,
    tracks: { [source]: fix.track },
    only: { source, track: fix.track },
    trusted,
    apart: {},
    together: {},
    ...stood(standing(plan, fix.at), time, { inOutline: null, inStore: null }),
    looks: looksWith(null, fix, sighting),
    hands: fix.hands,
  };
}

/** @param match - What the sighting shows of them. */
export function see(
  belief: Belief,
  { fix, expected, strayed }: Match,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const { source, time } = sighting;
  const { tracks, only } = belief;
  // Only a source whose ids are believed may move somebody beyond the gate: they are where it says, as if seen first.
  const motion = strayed ? startMotion(fix, time, parameters) : update(expected, fix, parameters);
  const { inOutline, inStore } = stood(standing(plan, motion.at), motion.time, belief);
  return {
    ...belief,
    motion,
    hits: belief.hits + 1,
    tracks: tracks[source] === fix.track ? tracks : { ...tracks, [source]: fix.track },
    only: only?.source === source && only.track === fix.track ? only : null,
    trusted: belief.trusted || sighting.trusted,
    inOutline,
    inStore,
    looks: looksWith(belief.looks, fix, sighting),
    hands: fix.hands.length > 0 ? fix.hands : belief.hands,
  };
}

const looksWith = (looks: Looks | null, { likeness }: FloorFix, { time }: FloorSighting): Looks | null =>
  likeness === undefined ? looks : withPortrait(looks, likeness, time);

const stood = (where: Standing, time: Micros, before: Pick<Belief, 'inOutline' | 'inStore'>) => ({
  inOutline: where === 'outside' ? before.inOutline : time,
  inStore: where === 'store' || where === 'entry' ? time : before.inStore,
});

/** A belief after a sighting, with the fix it was given in it. */
export interface Seen {
  readonly belief: Belief;
  readonly fix: FloorFix | null;
}

/** A track that was given to somebody is nobody else's any more. */
export function takeTracks(all: readonly Seen[], source: string): readonly Seen[] {
  const taken = all.flatMap(({ fix }) => (fix === null ? [] : [fix.track]));
  return all.map((each) => (each.fix === null ? { ...each, belief: releasing(each.belief, source, taken) } : each));
}

/** Without the source's track if somebody else has it. @param taken - By others. */
export function releasing(belief: Belief, source: string, taken: readonly string[]): Belief {
  const held = belief.tracks[source];
  if (held === undefined || !taken.includes(held)) return belief;
  const tracks = Object.fromEntries(Object.entries(belief.tracks).filter(([holder]) => holder !== source));
  return { ...belief, tracks };
}

/** Without any source's track that one of others has. */
export function withoutTracksOf(belief: Belief, others: readonly Belief[]): Belief {
  const held = Object.entries(belief.tracks);
  const kept = held.filter(([source, track]) => others.every(({ tracks }) => tracks[source] !== track));
  return kept.length === held.length ? belief : { ...belief, tracks: Object.fromEntries(kept) };
}

/** Same-camera exclusivity: counts for everybody, up to enough, with which shoppers one camera has just seen them, well apart. */
export function noteBeside(all: readonly Seen[], { exclusive, body }: FusionParameters): readonly Belief[] {
  return all.map(({ belief, fix }) => {
    if (fix === null) return belief;
    let apart: Record<string, number> | null = null;
    for (const { belief: other, fix: there } of all) {
      if (other === belief || !other.confirmed || there === null) continue;
      // Nobody asks for more than enough.
      const before = belief.apart[other.id] ?? 0;
      if (before >= exclusive) continue;
      const [x, y] = [there.at.x - fix.at.x, there.at.y - fix.at.y];
      if (x * x + y * y > body * body) (apart ??= { ...belief.apart })[other.id] = before + 1;
    }
    return apart === null ? belief : { ...belief, apart };
  });
}

/** Without what was noted of whoever is gone: nobody asks again, and somebody who stays all day is seen beside everybody. */
export function forgetBeside(all: readonly Belief[], gone: ReadonlySet<string>): readonly Belief[] {
  if (gone.size === 0) return all;
  return all.map((belief) => {
    const known = Object.entries(belief.apart).filter(([id]) => !gone.has(id));
    return known.length === Object.keys(belief.apart).length ? belief : { ...belief, apart: Object.fromEntries(known) };
  });
}
