import { type CameraModel, cameraCentre, undistort } from '#core/geometry/camera-model.ts';
import { type Point, type WorldPoint, groundPoint, imagePoint } from '#core/geometry/frames.ts';

/** Points along each border of the image: a lens bends it. */
const SAMPLES = 12;

/**
 * What a camera sees of the floor: its image border carried to the ground, cut off where it goes above the horizon.
 *
 * @param reach - How far from the camera's plumb point it is followed, as depth along the ray, m.
 * @returns A polygon; empty when the camera sees no floor.
 */
export function cameraFootprint(camera: CameraModel, reach = 25): readonly Point<'ground'>[] {
  const centre = cameraCentre(camera);
  if (centre.z <= 0) return [];
  const r = camera.rotation;
  const rays = border(camera).flatMap((point) => {
    const ray = undistort(camera, point);
    if (ray === null) return [];
    return [
      {
        x: r[0]! * ray.x + r[3]! * ray.y + r[6]!,
        y: r[1]! * ray.x + r[4]! * ray.y + r[7]!,
        z: r[2]! * ray.x + r[5]! * ray.y + r[8]!,
      },
    ];
  });
  return cutAbove(rays, -centre.z / reach).map((ray) => {
    const depth = -centre.z / ray.z;
    return groundPoint(centre.x + depth * ray.x, centre.y + depth * ray.y);
  });
}

function border({ width, height }: CameraModel): readonly Point<'image'>[] {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  return corners.flatMap(([x0, y0], index) => {
    const [x1, y1] = corners[(index + 1) % 4]!;
    return Array.from({ length: SAMPLES }, (_, i) =>
      imagePoint(x0 + ((x1 - x0) * i) / SAMPLES, y0 + ((y1 - y0) * i) / SAMPLES),
    );
  });
}

/** The part of a cone of rays that falls at least as steeply as `steepest`. Source: Sutherland & Hodgman (1974). */
function cutAbove(rays: readonly WorldPoint[], steepest: number): readonly WorldPoint[] {
  return rays.flatMap((ray, index) => {
    const before = rays.at(index - 1)!;
    const kept = ray.z <= steepest ? [ray] : [];
    if (ray.z <= steepest === before.z <= steepest) return kept;
    const part = (steepest - before.z) / (ray.z - before.z);
    const along = (axis: 'x' | 'y') => before[axis] + part * (ray[axis] - before[axis]);
    return [{ x: along('x'), y: along('y'), z: steepest }, ...kept];
  });
}
