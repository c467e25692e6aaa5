/**
 * When somebody becomes a shopper, and when a shopper is gone.
 *
 * Every camera more would add ghosts of people other cameras already follow, so a new shopper needs sightings that no
 * known shopper explains: room around them, or one camera that saw both at once.
 */
import { unlikeness } from '#core/fusion/alike.ts';
import { type Belief, lastSeen, unseen } from '#core/fusion/belief.ts';
import { type FloorPlan, inZone, standing, wellInside } from '#core/fusion/floor-plan.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import type { Point } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** Whether there is enough to say that this is a person in the store whom we do not follow yet. */
export function isNewShopper(
  belief: Belief,
  others: readonly Belief[],
  plan: FloorPlan,
  parameters: FusionParameters,
): boolean {
  const { time, at } = belief.motion;
  if (standing(plan, at) === 'hidden' || !wellInside(plan, at)) return false;
  const seenFor = (time - belief.firstSeen) / MICROS_PER_SECOND;
  if (belief.hits < parameters.hits || seenFor < parameters.age) return false;
  const agreed = belief.trusted || Object.keys(belief.tracks).length > 1;
  if (!agreed && apart(at, belief.origin) < parameters.walked) return false;
  return others.every(
    (other) =>
      !other.confirmed ||
      lastSeen(other) < belief.firstSeen ||
      apart(other.motion.at, at) > parameters.clearance ||
      (belief.apart[other.id] ?? 0) >= parameters.exclusive,
  );
}

/**
 * The shopper that somebody new turns out to be: one who was not seen since, could have walked there, does not look like somebody else, and
 * looks most like them or, where nobody compares, is nearest.
 * Who first appears in an entry came in and is nobody lost, unless they stand where somebody just vanished.
 */
export function lostShopper(
  belief: Belief,
  others: readonly Belief[],
  plan: FloorPlan,
  parameters: FusionParameters,
): Belief | null {
  const cameIn = inZone(plan, 'entry', belief.origin);
  const nearest = others
    .filter((other) => other.confirmed && lastSeen(other) < belief.firstSeen)
    .map((other) => ({
      other,
      distance: apart(other.motion.at, belief.origin),
      unlike: parameters.appearance * unlikeness(belief.looks?.portraits ?? [], other.looks?.portraits ?? []),
    }))
    .filter(({ unlike }) => unlike <= parameters.unlike)
    .filter(({ other, distance }) => {
      const steps = parameters.reach * unseen(other, belief.firstSeen);
      return distance <= (cameIn ? parameters.clearance : parameters.distance + steps);
    })
    // Where looks say the same of all, the nearest.
    .sort((a, b) => a.unlike - b.unlike || a.distance - b.distance)
    .at(0);
  return nearest?.other ?? null;
}

/**
 * Why a belief is given up at `time`: a shopper went out, or nobody has seen them for so long that they must have;
 * a candidate was `never` a shopper. `null`: it is kept.
 */
export function gone(
  belief: Belief,
  time: Belief['firstSeen'],
  plan: FloorPlan,
  parameters: FusionParameters,
): 'exit' | 'lost' | 'never' | null {
  const away = unseen(belief, time);
  if (!belief.confirmed) return away > parameters.tentative ? 'never' : null;
  const outside = (time - (belief.inOutline ?? belief.firstSeen)) / MICROS_PER_SECOND;
  // Asked with every input: where they stand matters only of those who may be out.
  if (outside < parameters.exit && away < parameters.exit) return away >= parameters.remember ? 'lost' : null;
  const place = standing(plan, belief.motion.at);
  if (place === 'outside' && outside >= parameters.exit) return 'exit';
  if (place === 'exit' && away >= parameters.exit) return 'exit';
  return away >= parameters.remember ? 'lost' : null;
}

const apart = (a: Point<'ground'>, b: Point<'ground'>) => Math.hypot(a.x - b.x, a.y - b.y);
