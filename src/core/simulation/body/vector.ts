/** Points and directions of the ground frame, added and turned. Lengths in m, angles in rad. */
import type { WorldPoint } from '#core/geometry/frames.ts';

export const vector = (x: number, y: number, z: number): WorldPoint => ({ x, y, z });

export const add = (a: WorldPoint, b: WorldPoint): WorldPoint => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });

export const subtract = (a: WorldPoint, b: WorldPoint): WorldPoint => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });

export const scale = (a: WorldPoint, by: number): WorldPoint => ({ x: a.x * by, y: a.y * by, z: a.z * by });

/** `a + by·b` */
export const along = (a: WorldPoint, b: WorldPoint, by: number): WorldPoint => ({
  x: a.x + b.x * by,
  y: a.y + b.y * by,
  z: a.z + b.z * by,
});

/** From `a` at 0 to `b` at 1. */
export const mix = (a: WorldPoint, b: WorldPoint, t: number): WorldPoint => along(scale(a, 1 - t), b, t);

export const dot = (a: WorldPoint, b: WorldPoint): number => a.x * b.x + a.y * b.y + a.z * b.z;

export const cross = (a: WorldPoint, b: WorldPoint): WorldPoint => ({
  x: a.y * b.z - a.z * b.y,
  y: a.z * b.x - a.x * b.z,
  z: a.x * b.y - a.y * b.x,
});

export const length = (a: WorldPoint): number => Math.hypot(a.x, a.y, a.z);

export const distance = (a: WorldPoint, b: WorldPoint): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);

/** @returns Of length 1; upwards when `a` has no length. */
export function unit(a: WorldPoint): WorldPoint {
  const long = length(a);
  return long > 1e-9 ? scale(a, 1 / long) : { x: 0, y: 0, z: 1 };
}

/** What of `a` is at a right angle to the direction `axis`, of length 1. */
export const across = (a: WorldPoint, axis: WorldPoint): WorldPoint => unit(along(a, axis, -dot(a, axis)));

/** `a` turned about the direction `axis`, by Rodrigues' formula. */
export function turn(a: WorldPoint, axis: WorldPoint, angle: number): WorldPoint {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return add(add(scale(a, c), scale(cross(axis, a), s)), scale(axis, dot(axis, a) * (1 - c)));
}
