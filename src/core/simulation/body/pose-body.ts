/** The pose of somebody at one moment: from where they stand, how they walk, squat, bend and reach. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { type Orientation, facing, pitched, rolled, yawed } from '#core/simulation/body/orientation.ts';
import { poseArm } from '#core/simulation/body/pose-arm.ts';
import { poseLeg } from '#core/simulation/body/pose-leg.ts';
import { type Proportions, proportionsOf, reachOf } from '#core/simulation/body/proportions.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { strideLength } from '#core/simulation/body/stride.ts';
import { add, along, distance, dot, scale, subtract, vector } from '#core/simulation/body/vector.ts';
import { seeded } from '#core/math/seeded.ts';
import type { Person, PersonMoment, Side } from '#core/simulation/moment.ts';

/** What is somebody's own about how they walk and stand, each about 1 or about 0. */
interface Manner {
  readonly swing: number;
  readonly lean: number;
  readonly bounce: number;
  readonly toesOut: number;
  readonly stance: number;
}

export function poseBody(person: Person, moment: PersonMoment): Skeleton {
  const lengths = proportionsOf(person);
  const manner = mannerOf(person.walk);
  let trunk = standingTrunk(lengths, moment, manner);
  // The arms may ask the trunk for help: it leans and turns until both reach, or it cannot any more.
  for (let step = 0; step < 8; step++) {
    const help = helpNeeded(trunk, lengths, moment);
    if (help === null) break;
    trunk = placeTrunk(lengths, moment, manner, trunk.bend + help.bend, trunk.twist + help.twist);
  }
  const { pelvis, turned } = trunk;
  const head = headOf(trunk, lengths, moment);
  const arm = (side: Side) =>
    poseArm(side, shoulderOf(trunk, lengths, side), turned.chest, lengths, moment, manner.swing);
  const leg = (side: Side) => poseLeg(side, pelvis, turned.pelvis, lengths, moment, manner.toesOut, manner.stance);
  return {
    lengths,
    pelvis,
    waist: trunk.waist,
    chest: trunk.chest,
    ...head.points,
    turned: { ...turned, head: head.turned },
    arms: { left: arm('left'), right: arm('right') },
    legs: { left: leg('left'), right: leg('right') },
  };
}

function mannerOf(walk: number): Manner {
  const next = seeded(walk);
  return {
    swing: 0.6 + 0.8 * next(),
    lean: -0.03 + 0.12 * next(),
    bounce: 0.7 + 0.6 * next(),
    toesOut: 0.02 + 0.22 * next(),
    stance: 0.8 + 0.6 * next(),
  };
}

interface Trunk {
  readonly bend: number;
  readonly twist: number;
  readonly pelvis: WorldPoint;
  readonly waist: WorldPoint;
  readonly chest: WorldPoint;
  readonly turned: { readonly pelvis: Orientation; readonly chest: Orientation };
}

function standingTrunk(lengths: Proportions, moment: PersonMoment, manner: Manner): Trunk {
  const squat = 0.55 * moment.crouch;
  return placeTrunk(lengths, moment, manner, moment.bend + manner.lean + squat, 0);
}

function placeTrunk(lengths: Proportions, moment: PersonMoment, manner: Manner, bend: number, twist: number): Trunk {
  const { height, hip, thigh, shin } = lengths;
  const walking = Math.min(1, Math.abs(moment.speed) / 0.4);
  const step = 2 * Math.PI * moment.stride;
  const stride = strideLength(height, moment.speed);
  const leg = thigh + shin;
  // Lowest with both feet down, by as much as the spread legs are shorter.
  const dip =
    walking * manner.bounce * (leg - Math.sqrt(leg * leg - (0.24 * stride) ** 2)) * (0.5 + 0.5 * Math.cos(2 * step));
  const heading = facing(moment.heading);
  const swayed = walking * 0.02 * height * Math.cos(step - 0.3 * Math.PI);
  const settled = 0.008 * height + dip + moment.crouch * 0.66 * hip;
  const back = 0.1 * height * Math.sin(Math.min(1.4, bend)) + 0.05 * height * moment.crouch;
  const pelvis = add(
    vector(moment.x, moment.y, hip - settled),
    add(scale(heading.left, -swayed), scale(heading.forward, -back)),
  );
  const sway = walking * 0.09 * Math.cos(step);
  const turnedPelvis = rolled(
    pitched(yawed(heading, -sway + 0.2 * twist), 0.35 * bend),
    walking * 0.04 * Math.sin(step),
  );
  const waist = along(pelvis, turnedPelvis.up, 0.32 * lengths.trunk);
  const turnedChest = pitched(yawed(pitched(yawed(heading, sway), 0.35 * bend), twist), 0.65 * bend);
  const chest = along(waist, turnedChest.up, 0.68 * lengths.trunk);
  return { bend, twist, pelvis, waist, chest, turned: { pelvis: turnedPelvis, chest: turnedChest } };
}

/** Shoulders give way by so much towards what is reached for, of the height. */
const GIVE = 0.03;
const DEEPEST = 1.5;
const MOST_TWIST = 0.9;

function helpNeeded(trunk: Trunk, lengths: Proportions, moment: PersonMoment): { bend: number; twist: number } | null {
  let bend = 0;
  let twist = 0;
  for (const side of ['left', 'right'] as const) {
    const { at } = moment[side];
    if (at === null) continue;
    const shoulder = shoulderOf(trunk, lengths, side);
    const short = distance(shoulder, at) - reachOf(lengths) - GIVE * lengths.height;
    if (short <= 0) continue;
    const way = subtract(at, trunk.chest);
    const { forward, left } = facing(moment.heading);
    const towards = dot(way, forward);
    const aside = dot(way, left);
    // What lies deep or far ahead is bent for; the shoulder is turned towards what lies ahead or on the other side.
    if (towards > 0) bend += Math.min(0.5, (1.1 * short) / lengths.trunk);
    const hand = side === 'left' ? -1 : 1;
    twist += hand * Math.min(0.35, short / lengths.shoulderAside / 2) * (towards > 0 ? 1 : 0.4);
    twist += 0.15 * Math.sign(aside) * Math.min(1, Math.abs(aside) / lengths.trunk);
  }
  bend = Math.min(bend, Math.max(0, DEEPEST - trunk.bend));
  twist = Math.min(MOST_TWIST - trunk.twist, Math.max(-MOST_TWIST - trunk.twist, twist));
  return Math.abs(bend) + Math.abs(twist) < 1e-3 ? null : { bend, twist };
}

function shoulderOf({ chest, turned }: Trunk, { shoulderAside, height }: Proportions, side: Side): WorldPoint {
  const aside = along(chest, turned.chest.left, (side === 'left' ? 1 : -1) * shoulderAside);
  return along(aside, turned.chest.up, -0.012 * height);
}

function headOf({ chest, turned, bend }: Trunk, { neck, head }: Proportions, { gaze }: PersonMoment) {
  // Whoever bends still looks ahead, as far as the neck allows.
  const lifted = pitched(turned.chest, 0.12 - 0.55 * bend);
  const chin = along(along(chest, lifted.up, neck), lifted.forward, 0.25 * neck);
  const looking = pitched(yawed(lifted, gaze), 0.1 + 0.15 * bend);
  return {
    turned: looking,
    points: { chin, head: along(chin, looking.up, head / 2), crown: along(chin, looking.up, head) },
  };
}
