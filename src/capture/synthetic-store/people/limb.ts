import type { WorldPoint } from '#core/geometry/frames.ts';
import { across, along, cross, mix, scale, subtract, unit } from '#core/simulation/body/vector.ts';
import type { Ring } from '#capture/synthetic-store/mesh/loft.ts';

/** A point of a limb: `t` goes from 0 at the first joint over 1 at the second to 2 at the third; radii in m. */
export interface LimbStop {
  readonly t: number;
  readonly wide: number;
  readonly deep: number;
  /** Moves the middle to the front, m: calves and bellies. */
  readonly ahead?: number;
}

/**
 * Rings along a bent limb. About the joint they follow an arc instead of a corner, so that it looks like flesh and cloth.
 *
 * @param front - What is the front of the limb, about.
 */
export function limbRings(
  [a, b, c]: readonly [WorldPoint, WorldPoint, WorldPoint],
  front: WorldPoint,
  stops: readonly LimbStop[],
): readonly Ring[] {
  const first = unit(subtract(b, a));
  const second = unit(subtract(c, b));
  const turning = 0.22;
  return stops.map(({ t, wide, deep, ahead = 0 }) => {
    const straight = t <= 1 ? mix(a, b, t) : mix(b, c, t - 1);
    const off = Math.abs(t - 1);
    const share = off >= turning ? (t < 1 ? 0 : 1) : 0.5 + (t - 1) / (2 * turning);
    const axis = unit(mix(first, second, share));
    // The arc cuts the corner by a quarter of what a straight line between its ends would.
    const cut = off < turning ? (1 - off / turning) ** 2 * 0.25 : 0;
    const chord = mix(mix(a, b, 1 - turning), mix(b, c, turning), 0.5);
    const ahead0 = across(front, axis);
    const at = along(mix(straight, chord, cut), ahead0, ahead);
    const left = unit(cross(axis, ahead0));
    return { at, u: scale(left, wide), v: scale(ahead0, deep) };
  });
}
