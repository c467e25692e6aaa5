import type { Point } from '#core/geometry/frames.ts';
import { findHomography } from '#core/geometry/homography.ts';
import type { Matrix3 } from '#core/geometry/rotation.ts';

/** Four corners, clockwise in the picture, px. */
export type Quad = readonly [Point<'image'>, Point<'image'>, Point<'image'>, Point<'image'>];

/** From a square `[0, side]²`, whose x goes right and whose y down, to the picture; `null` for a quad without area. */
export function fromSquare(quad: Quad, side: number): Matrix3 | null {
  const square = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ] as const;
  return findHomography(square.map((from, i) => ({ from, to: [quad[i]!.x, quad[i]!.y] as const })));
}

/** The other way round. */
export function toSquare(quad: Quad, side: number): Matrix3 | null {
  const square = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ] as const;
  return findHomography(square.map((to, i) => ({ from: [quad[i]!.x, quad[i]!.y] as const, to })));
}

export function mapped(h: Matrix3, x: number, y: number): { readonly x: number; readonly y: number } {
  const w = h[6]! * x + h[7]! * y + h[8]!;
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w };
}

/** px */
export function sides(quad: Quad): readonly number[] {
  return quad.map((corner, i) => {
    const next = quad[(i + 1) % 4]!;
    return Math.hypot(next.x - corner.x, next.y - corner.y);
  });
}

export function middleOf(quad: Quad): { readonly x: number; readonly y: number } {
  return {
    x: quad.reduce((sum, { x }) => sum + x, 0) / 4,
    y: quad.reduce((sum, { y }) => sum + y, 0) / 4,
  };
}
