/** What a sighting changes in the beliefs it was matched with. */
import { type Looks, withPortrait } from '#core/fusion/alike.ts';
import type { Belief } from '#core/fusion/belief.ts';
import { innovate, predict, startMotion, update } from '#core/fusion/constant-velocity.ts';
import { type FloorPlan, standing } from '#core/fusion/floor-plan.ts';
import type { FloorFix, FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';

/** A person nobody explains yet. */
export function beginBelief(
  id: string,
  fix: FloorFix,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const motion = startMotion(fix, sighting.time, parameters);
  return place(
    {
      id,
      confirmed: false,
      motion,
      firstSeen: sighting.time,
      origin: fix.at,
      hits: 1,
      tracks: { [sighting.source]: fix.track },
      only: { source: sighting.source, track: fix.track },
      trusted: sighting.trusted,
      apart: {},
      together: {},
      inOutline: null,
      inStore: null,
      looks: looksWith(null, fix, sighting),
      hands: fix.hands,
    },
    plan,
  );
}

export function see(
  belief: Belief,
  fix: FloorFix,
  sighting: FloorSighting,
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief {
  const expected = predict(belief.motion, sighting.time, parameters);
  // Only a source whose ids are believed may move somebody beyond the gate: they are where it says, as if seen first.
  const motion =
    innovate(expected, fix).mahalanobis > parameters.gate
      ? startMotion(fix, sighting.time, parameters)
      : update(expected, fix, parameters);
  return place(
    {
      ...belief,
      motion,
      hits: belief.hits + 1,
      tracks: { ...belief.tracks, [sighting.source]: fix.track },
      only: belief.only?.source === sighting.source && belief.only.track === fix.track ? belief.only : null,
      trusted: belief.trusted || sighting.trusted,
      looks: looksWith(belief.looks, fix, sighting),
      hands: fix.hands.length > 0 ? fix.hands : belief.hands,
    },
    plan,
  );
}

const looksWith = (looks: Looks | null, { likeness }: FloorFix, { time }: FloorSighting): Looks | null =>
  likeness === undefined ? looks : withPortrait(looks, likeness, time);

function place(belief: Belief, plan: FloorPlan): Belief {
  const { at, time } = belief.motion;
  const where = standing(plan, at);
  return {
    ...belief,
    inOutline: where === 'outside' ? belief.inOutline : time,
    inStore: where === 'store' || where === 'entry' ? time : belief.inStore,
  };
}

/** A belief after a sighting, with the fix it was given in it. */
export interface Seen {
  readonly belief: Belief;
  readonly fix: FloorFix | null;
}

/** A track that was given to somebody is nobody else's any more. */
export function takeTracks(all: readonly Seen[], source: string): readonly Seen[] {
  const taken = new Set(all.flatMap(({ fix }) => (fix === null ? [] : [fix.track])));
  return all.map(({ belief, fix }) => {
    const held = belief.tracks[source];
    if (fix !== null || held === undefined || !taken.has(held)) return { belief, fix };
    const tracks = Object.fromEntries(Object.entries(belief.tracks).filter(([holder]) => holder !== source));
    return { belief: { ...belief, tracks }, fix };
  });
}

/** Same-camera exclusivity: counts for everybody, up to enough, with which shoppers one camera has just seen them, well apart. */
export function noteBeside(all: readonly Seen[], parameters: FusionParameters): readonly Belief[] {
  return all.map(({ belief, fix }) => {
    if (fix === null) return belief;
    const counted: Record<string, number> = {};
    for (const other of all) {
      if (other.belief === belief || !other.belief.confirmed || other.fix === null) continue;
      // Nobody asks for more than enough.
      const before = belief.apart[other.belief.id] ?? 0;
      if (before >= parameters.exclusive) continue;
      const distance = Math.hypot(other.fix.at.x - fix.at.x, other.fix.at.y - fix.at.y);
      if (distance > parameters.body) counted[other.belief.id] = before + 1;
    }
    return Object.keys(counted).length === 0 ? belief : { ...belief, apart: { ...belief.apart, ...counted } };
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
