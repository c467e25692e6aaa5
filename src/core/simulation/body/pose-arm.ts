import type { WorldPoint } from '#core/geometry/frames.ts';
import { type Orientation, pitched } from '#core/simulation/body/orientation.ts';
import type { Proportions } from '#core/simulation/body/proportions.ts';
import type { Arm } from '#core/simulation/body/skeleton.ts';
import { reachWith } from '#core/simulation/body/two-bones.ts';
import { across, add, along, distance, scale, subtract, unit } from '#core/simulation/body/vector.ts';
import type { PersonMoment, Side } from '#core/simulation/moment.ts';

/** Shoulders give way by at most so much towards what is reached for, of the height. */
const GIVE = 0.03;

/** @param chest - How the chest is turned. @param swing - How far arms swing along with a walk, about 1. */
export function poseArm(
  side: Side,
  shoulder: WorldPoint,
  chest: Orientation,
  lengths: Proportions,
  moment: PersonMoment,
  swing: number,
): Arm {
  const { upperArm, forearm, hand } = lengths;
  const outward = scale(chest.left, side === 'left' ? 1 : -1);
  const { at, holds } = moment[side];
  const target = at ?? hanging(side, shoulder, chest, lengths, moment, swing, holds !== null);
  const short = distance(shoulder, target) - (upperArm + forearm + hand / 2);
  const give = Math.min(GIVE * lengths.height, Math.max(0, short));
  const root = along(shoulder, unit(subtract(target, shoulder)), give);
  const pole = add(add(scale(outward, 0.45), scale(chest.forward, -0.6)), scale(chest.up, -0.75));
  // The hand is straight on: the second bone goes to its middle.
  const { joint, end } = reachWith(root, target, upperArm, forearm + hand / 2, pole);
  const on = unit(subtract(end, joint));
  // Palms face the body, and down in front of it.
  const palm = across(add(scale(outward, -1), scale(chest.up, at === null ? 0 : -0.35)), on);
  return {
    shoulder: root,
    elbow: joint,
    wrist: along(end, on, -hand / 2),
    hand: end,
    fingertip: along(end, on, hand / 2),
    palm,
  };
}

/** Where a hand is that does nothing: it swings against the leg of its side; with something in it it is carried in front. */
function hanging(
  side: Side,
  shoulder: WorldPoint,
  chest: Orientation,
  { upperArm, forearm, hand, hipAside, shoulderAside, girth }: Proportions,
  { speed, stride, bend }: PersonMoment,
  swing: number,
  carries: boolean,
): WorldPoint {
  const outward = scale(chest.left, side === 'left' ? 1 : -1);
  // Arms hang down from a bent trunk too.
  const hung = pitched(chest, -0.85 * bend);
  const walking = Math.min(1, Math.abs(speed) / 1.2);
  const phase = 2 * Math.PI * stride + (side === 'left' ? Math.PI : 0);
  const angle = swing * walking * (0.06 + 0.42 * Math.cos(phase)) + 0.05;
  const spread = 0.07 + 0.1 * Math.max(0, girth - 0.9) + 0.3 * Math.max(0, hipAside - 0.6 * shoulderAside);
  const upper = unit(
    add(add(scale(hung.up, -Math.cos(angle)), scale(hung.forward, Math.sin(angle))), scale(outward, spread)),
  );
  const bent = carries ? 1.25 : 0.22 + 0.25 * walking * (1 + Math.sin(phase + 1.2));
  const ahead = across(hung.forward, upper);
  const lower = add(scale(upper, Math.cos(bent)), scale(ahead, Math.sin(bent)));
  const turned = carries ? along(lower, outward, -0.25) : lower;
  return along(along(shoulder, upper, upperArm), unit(turned), forearm + hand / 2);
}
