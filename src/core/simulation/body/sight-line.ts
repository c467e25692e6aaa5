/**
 * Whether something stands between a camera and a point.
 *
 * Source: C. Ericson, *Real-Time Collision Detection* (2004), §5.3.3 (slabs) and §5.1.9 (two segments).
 */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Orientation } from '#core/simulation/body/orientation.ts';
import { dot, subtract } from '#core/simulation/body/vector.ts';
import type { Bar } from '#core/simulation/body/volumes.ts';

/** A solid block: a board, a panel, a wall. */
export interface Block {
  readonly at: WorldPoint;
  readonly turned: Orientation;
  /** Along left, forward and up, m. */
  readonly size: readonly [width: number, depth: number, height: number];
}

export function blockBetween(from: WorldPoint, to: WorldPoint, { at, turned, size }: Block): boolean {
  const start = subtract(from, at);
  const way = subtract(to, from);
  let enter = 0;
  let leave = 1;
  const axes = [turned.left, turned.forward, turned.up];
  for (let i = 0; i < 3; i++) {
    const s = dot(start, axes[i]!);
    const w = dot(way, axes[i]!);
    const half = size[i]! / 2;
    if (Math.abs(w) < 1e-9) {
      if (Math.abs(s) > half) return false;
      continue;
    }
    const one = (-half - s) / w;
    const other = (half - s) / w;
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
    if (enter > leave) return false;
  }
  return true;
}

export function barBetween(from: WorldPoint, to: WorldPoint, { a, b, ra, rb }: Bar): boolean {
  const d = subtract(to, from);
  const e = subtract(b, a);
  const r = subtract(from, a);
  const dd = dot(d, d);
  const ee = dot(e, e);
  const de = dot(d, e);
  const dr = dot(d, r);
  const er = dot(e, r);
  const span = dd * ee - de * de;
  let s = span > 1e-12 ? clamp((de * er - dr * ee) / span) : 0;
  const t = ee > 1e-12 ? clamp((de * s + er) / ee) : 0;
  s = clamp((de * t - dr) / dd);
  const x = r.x + s * d.x - t * e.x;
  const y = r.y + s * d.y - t * e.y;
  const z = r.z + s * d.z - t * e.z;
  const radius = ra + (rb - ra) * t;
  return x * x + y * y + z * z < radius * radius;
}

/** Of the module: made anew for every line of sight it took longer than the rest. */
const clamp = (t: number): number => Math.min(1, Math.max(0, t));
