/** Somebody while the simulation runs. Changed in place by what they do; moments are taken of it. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Chance } from '#core/simulation/chance.ts';
import type { Person, PersonMoment, Side } from '#core/simulation/moment.ts';
import type { Place } from '#core/simulation/text/fault.ts';
import type { PlayedPerson } from '#core/simulation/scenario/play.ts';
import type { PlanPoint } from '#core/simulation/store/simulated-store.ts';

export interface Hand {
  at: WorldPoint | null;
  /** Index of an item. */
  holds: number | null;
}

export interface Actor {
  readonly index: number;
  readonly person: Person;
  readonly played: PlayedPerson;
  readonly chance: Chance;
  /** Likes to walk so fast, m/s. */
  readonly pace: number;
  /** The line of the scenario they are at. */
  place: Place;
  present: boolean;
  x: number;
  y: number;
  heading: number;
  /** rad/s */
  turning: number;
  /** m/s along the heading. */
  speed: number;
  stride: number;
  crouch: number;
  bend: number;
  gaze: number;
  readonly left: Hand;
  readonly right: Hand;
  /** Items in the bag or the basket. */
  bag: number[];
  /** Where they are going to stand. */
  claim: PlanPoint | null;
  /** Whom they wait for to be handed something: an index. */
  receivesFrom: number | null;
  /** Came in and went out, s; `null` until then. */
  entered: number | null;
  gone: number | null;
}

export function createActor(index: number, played: PlayedPerson, chance: Chance): Actor {
  const child = played.kind === 'child';
  return {
    index,
    person: played.person,
    played,
    chance,
    pace: child ? chance.between(0.8, 1) : chance.between(0.85, 1.2),
    place: played.place,
    present: false,
    x: 0,
    y: 0,
    heading: 0,
    turning: 0,
    speed: 0,
    stride: 0,
    crouch: 0,
    bend: 0,
    gaze: 0,
    left: { at: null, holds: null },
    right: { at: null, holds: null },
    bag: [],
    claim: null,
    receivesFrom: null,
    entered: null,
    gone: null,
  };
}

export function momentOf(actor: Actor): PersonMoment {
  const { index, x, y, heading, speed, stride, crouch, bend, gaze, left, right } = actor;
  return { person: index, x, y, heading, speed, stride, crouch, bend, gaze, left: { ...left }, right: { ...right } };
}

/** Everything they have with them. */
export const belongings = ({ left, right, bag }: Actor): readonly number[] => [
  ...[right.holds, left.holds].filter((item) => item !== null),
  ...bag,
];

/** A point that goes with the body: ahead of it, to its left, over the floor as a share of its height. */
export function besideBody({ x, y, heading, person }: Actor, ahead: number, left: number, up: number): WorldPoint {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  return { x: x + ahead * c - left * s, y: y + ahead * s + left * c, z: up * person.height };
}

const sign = (side: Side) => (side === 'left' ? 1 : -1);

/** Where a hand hangs. */
export function restingHand(actor: Actor, side: Side): WorldPoint {
  return besideBody(
    actor,
    0.05,
    sign(side) * 0.13 * actor.person.height * actor.person.build,
    0.45 - 0.25 * actor.crouch,
  );
}

/** Where something is held to be looked at. */
export function lookedAt(actor: Actor, side: Side): WorldPoint {
  return besideBody(
    actor,
    0.17 * actor.person.height,
    sign(side) * 0.05 * actor.person.height,
    0.65 - 0.3 * actor.crouch,
  );
}

/** The mouth of their bag: a shoulder bag hangs at the left hip, a basket in the left hand. */
export function bagMouth(actor: Actor): WorldPoint {
  const left = (actor.person.bag === 'basket' ? 0.17 : 0.13) * actor.person.height;
  return besideBody(actor, 0.12, left, actor.person.bag === 'basket' ? 0.38 : 0.5);
}
