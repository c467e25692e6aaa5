/** Movements of hands and trunk, as smooth as people's. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Side } from '#core/simulation/moment.ts';
import { type Actor, restingHand } from '#core/simulation/shopping/actor.ts';
import { type Posture, UPRIGHT } from '#core/simulation/floor/reach.ts';
import { type Acting, TICK } from '#core/simulation/shopping/world.ts';
import { wrapped } from '#core/simulation/floor/angles.ts';

/** A head turns no further, rad. */
const FURTHEST_GAZE = 1.1;

/**
 * From 0 to 1 with the least jerk.
 *
 * Source: T. Flash & N. Hogan, *The Coordination of Arm Movements*, J. Neurosci. 5 (1985) 1688–1703.
 */
export function leastJerk(t: number): number {
  const s = Math.max(0, Math.min(1, t));
  return s * s * s * (10 - 15 * s + 6 * s * s);
}

/** Where a hand goes: fixed, or along with the body. */
type Target = (actor: Actor) => WorldPoint;

export interface Movement {
  readonly side: Side;
  readonly to: Target;
  readonly seconds: number;
  /** The path bows towards here. */
  readonly by?: WorldPoint;
  readonly posture?: Posture;
  /** What the eyes are on. */
  readonly look?: WorldPoint | null;
}

export function* moveHand(actor: Actor, { side, to, seconds, by, posture, look = null }: Movement): Acting {
  const hand = actor[side];
  const from = hand.at ?? restingHand(actor, side);
  const { crouch, bend, gaze } = actor;
  const gazeTo = look === null ? 0 : gazeAt(actor, look);
  const ticks = Math.max(1, Math.round(seconds / TICK));
  for (let i = 1; i <= ticks; i++) {
    const s = leastJerk(i / ticks);
    hand.at = bowed(from, by ?? null, to(actor), s);
    if (posture) {
      actor.crouch = crouch + (posture.crouch - crouch) * s;
      actor.bend = bend + (posture.bend - bend) * s;
    }
    actor.gaze = gaze + (gazeTo - gaze) * leastJerk((2 * i) / ticks);
    yield;
  }
}

/** Stays as they are. */
export function* hold(seconds: number): Acting {
  for (let i = 0; i < Math.round(seconds / TICK); i++) yield;
}

/** The hand goes back to hang, and they stand up. */
export function* relax(actor: Actor, side: Side, seconds: number): Acting {
  yield* moveHand(actor, { side, to: (who) => restingHand(who, side), seconds, posture: UPRIGHT });
  actor[side].at = null;
}

export function gazeAt(actor: Actor, { x, y }: WorldPoint): number {
  const angle = wrapped(Math.atan2(y - actor.y, x - actor.x) - actor.heading);
  return Math.max(-FURTHEST_GAZE, Math.min(FURTHEST_GAZE, angle));
}

/** Along a quadratic Bézier curve, or straight. */
function bowed(a: WorldPoint, by: WorldPoint | null, b: WorldPoint, s: number): WorldPoint {
  const on = (axis: 'x' | 'y' | 'z') => {
    const straight = a[axis] + (b[axis] - a[axis]) * s;
    if (by === null) return straight;
    return (1 - s) ** 2 * a[axis] + 2 * s * (1 - s) * by[axis] + s * s * b[axis];
  };
  return { x: on('x'), y: on('y'), z: on('z') };
}
