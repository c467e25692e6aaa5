/**
 * A body as rounded bars: what boxes, silhouettes and lines of sight are reckoned with where nothing is drawn. Clothes are in it, hats
 * and bags are not.
 */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { along, mix } from '#core/simulation/body/vector.ts';
import type { Side } from '#core/simulation/moment.ts';

/** Everything nearer than the radius to the line from `a` to `b`, which goes from `ra` to `rb`; m. */
export interface Bar {
  readonly a: WorldPoint;
  readonly b: WorldPoint;
  readonly ra: number;
  readonly rb: number;
}

/** Head, neck and both sides from the shoulders to the hips. */
export function trunkBars({ lengths, pelvis, waist, chest, chin, crown, turned, legs }: Skeleton): readonly Bar[] {
  const h = lengths.height;
  const g = lengths.girth;
  const wide = lengths.shoulderAside * 0.62;
  const sides = SIDES.flatMap((side) => {
    const out = side === 'left' ? 1 : -1;
    const flank = along(waist, turned.chest.left, out * 0.03 * h * g);
    return [
      bar(flank, mix(chest, along(chest, turned.chest.left, out * wide), 0.9), 0.062 * h * g, 0.05 * h * g),
      bar(legs[side].hip, flank, 0.062 * h * g, 0.06 * h * g),
    ];
  });
  return [
    bar(
      along(chin, turned.head.up, 0.32 * lengths.head),
      along(crown, turned.head.up, -0.42 * lengths.head),
      0.3 * lengths.head,
      0.42 * lengths.head,
    ),
    bar(chest, chin, 0.032 * h, 0.032 * h),
    ...sides,
    bar(pelvis, waist, 0.062 * h * g, 0.06 * h * g),
  ];
}

/** Arms without hands, legs and feet. */
export function limbBars({ lengths, arms, legs }: Skeleton): readonly Bar[] {
  const h = lengths.height;
  const g = lengths.girth;
  return SIDES.flatMap((side) => {
    const arm = arms[side];
    const leg = legs[side];
    return [
      bar(arm.shoulder, arm.elbow, 0.036 * h * g, 0.027 * h * g),
      bar(arm.elbow, arm.wrist, 0.027 * h * g, 0.018 * h),
      bar(leg.hip, leg.knee, 0.052 * h * g, 0.034 * h * g),
      bar(leg.knee, leg.ankle, 0.034 * h * g, 0.024 * h * g),
      bar(along(leg.heel, UP, 0.022 * h), along(leg.toe, UP, 0.016 * h), 0.022 * h, 0.016 * h),
    ];
  });
}

export function handBar({ arms, lengths }: Skeleton, side: Side): Bar {
  const { wrist, fingertip } = arms[side];
  return bar(mix(wrist, fingertip, 0.12), mix(wrist, fingertip, 0.9), 0.022 * lengths.height, 0.017 * lengths.height);
}

export const SIDES = ['left', 'right'] as const satisfies readonly Side[];

const UP = { x: 0, y: 0, z: 1 };

const bar = (a: WorldPoint, b: WorldPoint, ra: number, rb: number): Bar => ({ a, b, ra, rb });
