/**
 * How far off a camera is likely to place somebody, by how sure its unknowns are.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §5.2.6 (a covariance carried forward).
 */
import { cameraOf, cameraUnknowns } from '#core/geometry/calibration-fit.ts';
import { type CameraModel, cameraCentre, projectToGround } from '#core/geometry/camera-model.ts';
import { type Point, imagePoint } from '#core/geometry/frames.ts';

/** px of the picture's side from place to place. */
const GRID = 10;
/** Farther than so many heights of the camera nobody is told apart by centimetres. */
const FAR = 3.5;

/**
 * @param covariance - Of the camera's unknowns, row-major.
 * @returns Root mean square over the floor it sees, cm; `null` when it sees none.
 */
export function floorDoubt(camera: CameraModel, covariance: Float64Array): number | null {
  const at = Float64Array.from(cameraUnknowns(camera, true));
  const places = floorPixels(camera);
  if (places.length === 0) return null;
  const moved = at.map(() => 0);
  // Of each unknown: where every place goes when it changes by a little.
  const slopes = Array.from(at, (value, i) => {
    const nudge = 1e-5;
    moved.set(at);
    moved[i] = value + nudge;
    const other = cameraOf(camera, moved);
    return places.map(({ pixel, x, y }) => {
      const fix = projectToGround(other, pixel, { x: 1, y: 1 })?.at;
      return fix === undefined ? ([0, 0] as const) : ([(fix.x - x) / nudge, (fix.y - y) / nudge] as const);
    });
  });
  const n = at.length;
  let sum = 0;
  for (let k = 0; k < places.length; k++)
    for (let r = 0; r < n; r++)
      for (let c = 0; c < n; c++) {
        const [ax, ay] = slopes[r]![k]!;
        const [bx, by] = slopes[c]![k]!;
        sum += covariance[r * n + c]! * (ax * bx + ay * by);
      }
  return 100 * Math.sqrt(Math.max(0, sum) / places.length);
}

interface FloorPixel {
  readonly pixel: Point<'image'>;
  readonly x: number;
  readonly y: number;
}

function floorPixels(camera: CameraModel): readonly FloorPixel[] {
  const eye = cameraCentre(camera);
  return Array.from({ length: GRID * GRID }, (_, i) => {
    const [u, v] = [i % GRID, Math.floor(i / GRID)];
    const pixel = imagePoint(((u + 0.5) * camera.width) / GRID, ((v + 0.5) * camera.height) / GRID);
    const fix = projectToGround(camera, pixel, { x: 1, y: 1 })?.at;
    return fix === undefined || Math.hypot(fix.x - eye.x, fix.y - eye.y) > FAR * eye.z
      ? []
      : [{ pixel, x: fix.x, y: fix.y }];
  }).flat();
}
