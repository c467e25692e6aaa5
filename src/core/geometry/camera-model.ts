/**
 * A pinhole camera with Brown–Conrady distortion, placed in the store.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §6.1 for the projection;
 * D. C. Brown, *Photogrammetric Engineering* 37 (1971) 855–866, for the distortion.
 */

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
  readonly distortion: readonly [number, number, number, number, number];
  /** World to camera, 3×3 row-major, camera axes x right, y down, z forward. */
  readonly rotation: readonly number[];
  /** World to camera, m. */
  readonly translation: readonly [number, number, number];
}
