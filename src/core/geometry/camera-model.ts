/**
 * A pinhole camera with Brown–Conrady distortion, placed in the store.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §6.1 for the projection, §7.4 for the lens;
 * D. C. Brown, *Photogrammetric Engineering* 37 (1971) 855–866, for the distortion.
 */
import { type Distortion, bend, straighten, undistortNormalised } from '#core/geometry/distortion.ts';
import { type GroundFix, type Point, type WorldPoint, groundPoint, imagePoint } from '#core/geometry/frames.ts';

/** World (m) to image (px of a `width` × `height` frame). */
export interface CameraModel {
  readonly width: number;
  readonly height: number;
  /** Focal lengths and principal point, px. */
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** `[k1, k2, p1, p2, k3]` in OpenCV's order. */
  readonly distortion: Distortion;
  /** World to camera, 3×3 row-major, camera axes x right, y down, z forward. */
  readonly rotation: readonly number[];
  /** World to camera, m. */
  readonly translation: readonly [number, number, number];
}

/** Nearer than this to the camera's plane nothing is projected, m. */
const NEAR = 0.01;

/**
 * Where a point of the store appears, in px; it may lie outside the frame.
 *
 * @returns `null` behind the camera, and where the lens polynomial folds back and would put it at a ghost position.
 */
export function projectToImage(camera: CameraModel, point: WorldPoint): Point<'image'> | null {
  numbers[0] = point.x;
  numbers[1] = point.y;
  numbers[2] = point.z;
  return writePixel(camera, numbers, 0, numbers, 3) ? imagePoint(numbers[3]!, numbers[4]!) : null;
}

const numbers: Float64Array = new Float64Array(9);

/**
 * {@link projectToImage} without anything allocated, for who does it in every frame.
 *
 * @param points - `x`, `y` and `z` from `from` on, m.
 * @param pixels - Gets `x` and `y` from `to` on, px.
 * @returns Whether it appears.
 */
export function writePixel(
  camera: CameraModel,
  points: Float64Array,
  from: number,
  pixels: Float64Array,
  to: number,
): boolean {
  const r = camera.rotation;
  const t = camera.translation;
  const px = points[from]!;
  const py = points[from + 1]!;
  const pz = points[from + 2]!;
  const z = r[6]! * px + r[7]! * py + r[8]! * pz + t[2];
  if (z < NEAR) return false;
  rays[0] = (r[0]! * px + r[1]! * py + r[2]! * pz + t[0]) / z;
  rays[1] = (r[3]! * px + r[4]! * py + r[5]! * pz + t[1]) / z;
  if (!bend(camera.distortion, rays, 0, 2)) return false;
  pixels[to] = camera.fx * rays[2]! + camera.cx;
  pixels[to + 1] = camera.fy * rays[3]! + camera.cy;
  return true;
}

/** A ray, and what the lens makes of it with the derivative. */
const rays: Float64Array = new Float64Array(8);

/** A direction in the camera frame with z = 1. */
export interface ViewRay {
  readonly x: number;
  readonly y: number;
}

/**
 * The direction a pixel looks in, the lens taken out.
 *
 * @returns `null` for px no direction maps to: far outside a strong barrel lens' image.
 */
export function undistort(camera: CameraModel, point: Point<'image'>): ViewRay | null {
  const x = (point.x - camera.cx) / camera.fx;
  const y = (point.y - camera.cy) / camera.fy;
  const straight = undistortNormalised(camera.distortion, x, y);
  return straight && { x: straight.x, y: straight.y };
}

/** The camera's centre of projection, m: `-Rᵀt`. */
export function cameraCentre(camera: CameraModel): WorldPoint {
  const r = camera.rotation;
  const [tx, ty, tz] = camera.translation;
  return {
    x: -(r[0]! * tx + r[3]! * ty + r[6]! * tz),
    y: -(r[1]! * tx + r[4]! * ty + r[7]! * tz),
    z: -(r[2]! * tx + r[5]! * ty + r[8]! * tz),
  };
}

/**
 * Where the ray through a pixel meets the horizontal plane `height` metres over the floor.
 *
 * @param sigma - Standard deviation of `point`, px; carried to the plane to first order.
 * @returns `null` when the ray does not meet the plane in front of the camera (above the horizon, grazing it) or the
 *   pixel has no ray.
 */
export function projectToGround(
  camera: CameraModel,
  point: Point<'image'>,
  sigma: { readonly x: number; readonly y: number },
  height = 0,
): GroundFix | null {
  numbers[0] = point.x;
  numbers[1] = point.y;
  numbers[2] = sigma.x;
  numbers[3] = sigma.y;
  if (!writeGround(camera, numbers, 0, numbers, 4, height)) return null;
  return {
    at: groundPoint(numbers[4]!, numbers[5]!),
    cov: [numbers[6]!, numbers[7]!, numbers[7]!, numbers[8]!],
  };
}

/**
 * {@link projectToGround} without anything allocated, for who does it in every frame.
 *
 * @param pixels - `x` and `y` and their standard deviations from `from` on, px.
 * @param fixes - Gets `x`, `y`, `xx`, `xy` and `yy` from `to` on, m and m².
 * @returns Whether the plane is there.
 */
export function writeGround(
  camera: CameraModel,
  pixels: Float64Array,
  from: number,
  fixes: Float64Array,
  to: number,
  height: number,
): boolean {
  rays[0] = (pixels[from]! - camera.cx) / camera.fx;
  rays[1] = (pixels[from + 1]! - camera.cy) / camera.fy;
  if (!straighten(camera.distortion, rays, 0, 2)) return false;

  const r = camera.rotation;
  const tx = camera.translation[0];
  const ty = camera.translation[1];
  const tz = camera.translation[2];
  const dx = r[0]! * rays[2]! + r[3]! * rays[3]! + r[6]!;
  const dy = r[1]! * rays[2]! + r[4]! * rays[3]! + r[7]!;
  const dz = r[2]! * rays[2]! + r[5]! * rays[3]! + r[8]!;
  // The centre of projection, as `cameraCentre` has it.
  const depth = (height + (r[2]! * tx + r[5]! * ty + r[8]! * tz)) / dz;
  // A grazing ray gives a depth of hundreds of metres, which no store has.
  if (!(depth > NEAR && depth < 1000)) return false;

  // The plane point p = C + depth·d. With z fixed, dp = depth·(dd − d·dd_z/d_z); columns for ray.x and ray.y.
  const px = depth * (r[0]! - (dx * r[2]!) / dz);
  const qx = depth * (r[1]! - (dy * r[2]!) / dz);
  const py = depth * (r[3]! - (dx * r[5]!) / dz);
  const qy = depth * (r[4]! - (dy * r[5]!) / dz);
  // Px to ray: the inverse of the lens' Jacobian at the straight ray, scaled by the focal lengths.
  const det = rays[4]! * rays[7]! - rays[5]! * rays[6]!;
  const ux = rays[7]! / det / camera.fx;
  const uy = -rays[5]! / det / camera.fy;
  const vx = -rays[6]! / det / camera.fx;
  const vy = rays[4]! / det / camera.fy;
  const j00 = (px * ux + py * vx) * pixels[from + 2]!;
  const j01 = (px * uy + py * vy) * pixels[from + 3]!;
  const j10 = (qx * ux + qy * vx) * pixels[from + 2]!;
  const j11 = (qx * uy + qy * vy) * pixels[from + 3]!;
  fixes[to] = depth * dx - (r[0]! * tx + r[3]! * ty + r[6]! * tz);
  fixes[to + 1] = depth * dy - (r[1]! * tx + r[4]! * ty + r[7]! * tz);
  fixes[to + 2] = j00 * j00 + j01 * j01;
  fixes[to + 3] = j00 * j10 + j01 * j11;
  fixes[to + 4] = j10 * j10 + j11 * j11;
  return true;
}
