import type { WorldPoint } from '#core/geometry/frames.ts';
import { type Orientation, facing, yawed } from '#core/simulation/body/orientation.ts';
import type { Proportions } from '#core/simulation/body/proportions.ts';
import type { Leg } from '#core/simulation/body/skeleton.ts';
import { footfall, strideLength } from '#core/simulation/body/stride.ts';
import { reachWith } from '#core/simulation/body/two-bones.ts';
import { add, along, scale, vector } from '#core/simulation/body/vector.ts';
import type { PersonMoment, Side } from '#core/simulation/moment.ts';

/** @param toesOut - rad @param stance - How far apart the feet are, about 1. */
export function poseLeg(
  side: Side,
  pelvis: WorldPoint,
  turned: Orientation,
  lengths: Proportions,
  moment: PersonMoment,
  toesOut: number,
  stance: number,
): Leg {
  const outward = side === 'left' ? 1 : -1;
  const { height, hipAside, thigh, shin } = lengths;
  const hip = along(pelvis, turned.left, outward * hipAside);
  const heading = facing(moment.heading);
  const walking = Math.min(1, Math.abs(moment.speed) / 0.4);
  const foot = yawed(heading, outward * (toesOut + 0.35 * moment.crouch));

  const phase = moment.stride + (side === 'left' ? 0 : 0.5);
  const walk = footfall(phase, strideLength(height, moment.speed), height);
  // Who squats has the heels up, and the feet further apart.
  const heels = -0.5 * moment.crouch ** 2;
  const still = { ahead: outward * 0.012 * height + 0.04 * height * moment.crouch, lift: 0, pitch: heels };
  const ahead = still.ahead + (walk.ahead - still.ahead) * walking;
  const lift = walk.lift * walking;
  const pitch = still.pitch + (walk.pitch - still.pitch) * walking;
  const aside = hipAside * (stance * (1 - 0.35 * walking) + 0.5 * moment.crouch);

  const ground = add(
    vector(moment.x, moment.y, 0),
    add(scale(heading.forward, ahead), scale(heading.left, outward * aside)),
  );
  const target = ankleOver(ground, lift, pitch, foot, lengths);
  const pole = add(scale(foot.forward, 1), scale(heading.left, outward * (0.08 + 0.25 * moment.crouch)));
  const { joint, end } = reachWith(hip, target, thigh, shin, pole);
  return { hip, knee: joint, ankle: end, ...footOf(end, pitch, foot, lengths) };
}

/** The ankle of a foot that is pitched about its ball or its heel, whichever is down. */
function ankleOver(
  ground: WorldPoint,
  lift: number,
  pitch: number,
  foot: Orientation,
  lengths: Proportions,
): WorldPoint {
  const pivot = pitch < 0 ? lengths.ball : -lengths.heel;
  const c = Math.cos(pitch);
  const s = Math.sin(pitch);
  const ahead = pivot + -pivot * c - lengths.ankle * s;
  const up = -pivot * s + lengths.ankle * c;
  return add(along(ground, foot.forward, ahead), vector(0, 0, lift + up));
}

function footOf(ankle: WorldPoint, pitch: number, foot: Orientation, { ball, heel, ankle: high }: Proportions) {
  const on = add(scale(foot.forward, Math.cos(pitch)), scale(foot.up, Math.sin(pitch)));
  const up = add(scale(foot.up, Math.cos(pitch)), scale(foot.forward, -Math.sin(pitch)));
  const under = along(ankle, up, -high);
  const bend = Math.max(pitch, -0.12) < pitch ? on : add(scale(on, 0.35), scale(foot.forward, 0.65));
  return {
    heel: along(under, on, -heel),
    ball: along(under, on, ball),
    toe: along(along(under, on, ball), pitch < 0 ? bend : on, 0.55 * ball),
  };
}
