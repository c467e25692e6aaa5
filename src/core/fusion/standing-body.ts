/**
 * A standing person as a camera sees them: three horizontal rings (shoes, shoulders, head) whose projection's
 * bounding box is what a detector draws. Under a ceiling the middle of a box' bottom edge is not where the feet
 * are; the rings know which part of the body each edge touches.
 */
import { type CameraModel, projectToImage } from '#core/geometry/camera-model.ts';
import type { WorldPoint } from '#core/geometry/frames.ts';

/** Height with shoes, m: mean and standard deviation over adults of both sexes. */
export const BODY_HEIGHT = { mean: 1.75, sigma: 0.1 } as const;

/** Centre height as a share of the body's, radius in m: elbows are in the shoulder ring, a step in the lowest. */
const RINGS = [
  { share: 0.017, radius: 0.2 },
  { share: 0.8, radius: 0.25 },
  { share: 1, radius: 0.1 },
] as const;
const AROUND = Array.from({ length: 8 }, (_, i) => ({
  cos: Math.cos((i * Math.PI) / 4),
  sin: Math.sin((i * Math.PI) / 4),
}));
const OUTLINE = RINGS.flatMap(({ share, radius }) =>
  AROUND.map(({ cos, sin }) => ({ x: radius * cos, y: radius * sin, share })),
);

/** Where a person stands and how tall they are, m. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Left, top, right and bottom edge of the body's box, px, and each edge's derivative by x, y and height. */
export interface BodyEdges {
  readonly at: readonly [number, number, number, number];
  /** 4 × 3 row-major, px per m. */
  readonly jacobian: Float64Array;
}

/** m */
const NUDGE = 1e-3;

/** @returns `null` when part of the body is behind the camera or beyond its lens. */
export function bodyEdges(camera: CameraModel, stance: Stance): BodyEdges | null {
  const at: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const touching = [0, 0, 0, 0];
  for (let i = 0; i < OUTLINE.length; i++) {
    const seen = projectToImage(camera, outlinePoint(i, stance.x, stance.y, stance.height));
    if (!seen) return null;
    if (seen.x < at[0]) {
      at[0] = seen.x;
      touching[0] = i;
    }
    if (seen.y < at[1]) {
      at[1] = seen.y;
      touching[1] = i;
    }
    if (seen.x > at[2]) {
      at[2] = seen.x;
      touching[2] = i;
    }
    if (seen.y > at[3]) {
      at[3] = seen.y;
      touching[3] = i;
    }
  }
  // An edge moves as the one point that touches it.
  const jacobian = new Float64Array(12);
  for (let edge = 0; edge < 4; edge++) {
    for (let k = 0; k < 3; k++) {
      const nudged = outlinePoint(
        touching[edge]!,
        stance.x + (k === 0 ? NUDGE : 0),
        stance.y + (k === 1 ? NUDGE : 0),
        stance.height + (k === 2 ? NUDGE : 0),
      );
      const seen = projectToImage(camera, nudged);
      if (!seen) return null;
      jacobian[edge * 3 + k] = ((edge % 2 === 0 ? seen.x : seen.y) - at[edge]!) / NUDGE;
    }
  }
  return { at, jacobian };
}

function outlinePoint(i: number, standsX: number, standsY: number, height: number): WorldPoint {
  const { x, y, share } = OUTLINE[i]!;
  return { x: standsX + x, y: standsY + y, z: share * height };
}
