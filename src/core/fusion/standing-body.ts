/**
 * A standing person as a camera sees them: three horizontal rings (shoes, shoulders, head) whose projection's
 * bounding box is what a detector draws. Under a ceiling the middle of a box' bottom edge is not where the feet
 * are; the rings know which part of the body each edge touches.
 */
import { type CameraModel, writePixel } from '#core/geometry/camera-model.ts';

/** Height with shoes, m: mean and standard deviation over adults of both sexes. */
export const BODY_HEIGHT = { mean: 1.75, sigma: 0.1 } as const;

/** Centre height as a share of the body's, radius in m: elbows are in the shoulder ring, a step in the lowest. */
const RINGS = [
  { share: 0.017, radius: 0.2 },
  { share: 0.8, radius: 0.25 },
  { share: 1, radius: 0.1 },
] as const;
/** Of eight points of each ring: beside the body's middle, m, and their height as a share of the body's. */
const OUTLINE = Float64Array.from(
  RINGS.flatMap(({ share, radius }) =>
    Array.from({ length: 8 }, (_, i) => [
      radius * Math.cos((i * Math.PI) / 4),
      radius * Math.sin((i * Math.PI) / 4),
      share,
    ]).flat(),
  ),
);

/** Where a person stands and how tall they are, m. */
export interface Stance {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Left, top, right and bottom edge of the body's box, px. */
export type BodyEdges = readonly [left: number, top: number, right: number, bottom: number];

/** Numbers of edges with their derivatives: the four edges, px, and then of each its derivative by x, y and height, px per m. */
export const EDGE_NUMBERS = 16;

/** m */
const NUDGE = 1e-3;

/** @returns `null` when part of the body is behind the camera or beyond its lens. */
export function bodyEdges(camera: CameraModel, { x, y, height }: Stance): BodyEdges | null {
  if (!writeBodyEdges(camera, x, y, height, edges)) return null;
  return [edges[0]!, edges[1]!, edges[2]!, edges[3]!];
}

const edges: Float64Array = new Float64Array(EDGE_NUMBERS);
/** A point of the body, m, and where it appears, px. */
const point: Float64Array = new Float64Array(5);
const touching: Int32Array = new Int32Array(4);

/**
 * {@link bodyEdges} with derivatives and without anything allocated, for who places people in every frame.
 *
 * @param into - Gets {@link EDGE_NUMBERS} numbers.
 * @returns Whether all of the body is before the camera.
 */
export function writeBodyEdges(camera: CameraModel, x: number, y: number, height: number, into: Float64Array): boolean {
  into[0] = into[1] = Infinity;
  into[2] = into[3] = -Infinity;
  for (let i = 0; i < OUTLINE.length; i += 3) {
    if (!project(camera, i, x, y, height)) return false;
    const u = point[3]!;
    const v = point[4]!;
    if (u < into[0]) {
      into[0] = u;
      touching[0] = i;
    }
    if (v < into[1]) {
      into[1] = v;
      touching[1] = i;
    }
    if (u > into[2]) {
      into[2] = u;
      touching[2] = i;
    }
    if (v > into[3]) {
      into[3] = v;
      touching[3] = i;
    }
  }
  // An edge moves as the one point that touches it.
  for (let edge = 0; edge < 4; edge++) {
    const i = touching[edge]!;
    const coordinate = 3 + (edge % 2);
    const to = 4 + 3 * edge;
    if (!project(camera, i, x + NUDGE, y, height)) return false;
    into[to] = (point[coordinate]! - into[edge]!) / NUDGE;
    if (!project(camera, i, x, y + NUDGE, height)) return false;
    into[to + 1] = (point[coordinate]! - into[edge]!) / NUDGE;
    if (!project(camera, i, x, y, height + NUDGE)) return false;
    into[to + 2] = (point[coordinate]! - into[edge]!) / NUDGE;
  }
  return true;
}

/** Writes where a point of the outline appears to {@link point}. */
function project(camera: CameraModel, i: number, x: number, y: number, height: number): boolean {
  point[0] = x + OUTLINE[i]!;
  point[1] = y + OUTLINE[i + 1]!;
  point[2] = height * OUTLINE[i + 2]!;
  return writePixel(camera, point, 0, point, 3);
}
