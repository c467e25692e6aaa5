/**
 * A camera from its 3×4 projection matrix, P = K [R | t].
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §6.2.4; of three rows the RQ decomposition is
 * Gram–Schmidt from the last row up.
 */
import type { CameraModel } from '#core/geometry/camera-model.ts';

/** World (m) to image (px), row by row. Its scale and sign say nothing. */
export type ProjectionMatrix = readonly (readonly [number, number, number, number])[];

type Row = readonly number[];

/** Axes of a pixel that are less square to each other than this are no camera of ours: shear as a share of the focal length. */
const MOST_SHEAR = 0.01;

/**
 * @param size - Of the frames, px; `null`: the principal point is taken for the middle.
 * @returns `null` when the matrix has no such camera: its first three columns are singular, or its pixels are sheared.
 */
export function cameraOfMatrix(
  matrix: ProjectionMatrix,
  size: { readonly width: number; readonly height: number } | null,
): CameraModel | null {
  const scale = Math.hypot(...matrix[2]!.slice(0, 3)) * Math.sign(determinant(matrix));
  if (!(Math.abs(scale) > 0)) return null;
  const rowOf = (r: number): Row => matrix[r]!.map((value) => value / scale);
  const [top, middle, forward] = [rowOf(0), rowOf(1), rowOf(2)];
  const cx = dot(top, forward);
  const cy = dot(middle, forward);
  const [fy, down] = unit(less(middle, forward, cy));
  const shear = dot(top, down);
  const [fx, right] = unit(less(less(top, forward, cx), down, shear));
  if (!(fx > 0 && fy > 0 && Math.abs(shear) < MOST_SHEAR * fx)) return null;
  const tz = forward[3]!;
  const ty = (middle[3]! - cy * tz) / fy;
  return {
    width: size?.width ?? 2 * cx,
    height: size?.height ?? 2 * cy,
    fx,
    fy,
    cx,
    cy,
    distortion: [0, 0, 0, 0, 0],
    rotation: [...right, ...down, ...forward.slice(0, 3)],
    translation: [(top[3]! - cx * tz - shear * ty) / fx, ty, tz],
  };
}

const dot = (a: Row, b: Row): number => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
const less = (a: Row, b: Row, times: number): Row => [0, 1, 2].map((i) => a[i]! - times * b[i]!);

function unit(a: Row): readonly [length: number, Row] {
  const length = Math.hypot(...a);
  return [length, a.map((value) => value / length)];
}

function determinant([a, b, c]: ProjectionMatrix): number {
  const cross = [b![1] * c![2] - b![2] * c![1], b![2] * c![0] - b![0] * c![2], b![0] * c![1] - b![1] * c![0]];
  return dot(a!, cross);
}
