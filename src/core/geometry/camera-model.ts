/**
 * A pinhole camera with Brown–Conrady distortion, placed in the store.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §6.1 for the projection, §7.4 for the lens;
 * D. C. Brown, *Photogrammetric Engineering* 37 (1971) 855–866, for the distortion.
 */
import { type Distortion, distort, undistortNormalised } from '#core/geometry/distortion.ts';
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
  const r = camera.rotation;
  const t = camera.translation;
  const z = r[6]! * point.x + r[7]! * point.y + r[8]! * point.z + t[2];
  if (z < NEAR) return null;
  const x = (r[0]! * point.x + r[1]! * point.y + r[2]! * point.z + t[0]) / z;
  const y = (r[3]! * point.x + r[4]! * point.y + r[5]! * point.z + t[1]) / z;
  const bent = distort(camera.distortion, x, y);
  return bent && imagePoint(camera.fx * bent.x + camera.cx, camera.fy * bent.y + camera.cy);
}

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
  const x = (point.x - camera.cx) / camera.fx;
  const y = (point.y - camera.cy) / camera.fy;
  const ray = undistortNormalised(camera.distortion, x, y);
  if (!ray) return null;

  const r = camera.rotation;
  const centre = cameraCentre(camera);
  const dx = r[0]! * ray.x + r[3]! * ray.y + r[6]!;
  const dy = r[1]! * ray.x + r[4]! * ray.y + r[7]!;
  const dz = r[2]! * ray.x + r[5]! * ray.y + r[8]!;
  const depth = (height - centre.z) / dz;
  // A grazing ray gives a depth of hundreds of metres, which no store has.
  if (!(depth > NEAR && depth < 1000)) return null;

  // The plane point p = C + depth·d. With z fixed, dp = depth·(dd − d·dd_z/d_z); columns for ray.x and ray.y.
  const px = depth * (r[0]! - (dx * r[2]!) / dz);
  const qx = depth * (r[1]! - (dy * r[2]!) / dz);
  const py = depth * (r[3]! - (dx * r[5]!) / dz);
  const qy = depth * (r[4]! - (dy * r[5]!) / dz);
  // Px to ray: the inverse of the lens' Jacobian at the straight ray, scaled by the focal lengths.
  const [a, b, c, d] = ray.jacobian;
  const det = a * d - b * c;
  const ux = d / det / camera.fx;
  const uy = -b / det / camera.fy;
  const vx = -c / det / camera.fx;
  const vy = a / det / camera.fy;
  const j00 = (px * ux + py * vx) * sigma.x;
  const j01 = (px * uy + py * vy) * sigma.y;
  const j10 = (qx * ux + qy * vx) * sigma.x;
  const j11 = (qx * uy + qy * vy) * sigma.y;
  const xy = j00 * j10 + j01 * j11;
  return {
    at: groundPoint(centre.x + depth * dx, centre.y + depth * dy),
    cov: [j00 * j00 + j01 * j01, xy, xy, j10 * j10 + j11 * j11],
  };
}
