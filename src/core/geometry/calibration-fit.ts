/**
 * The camera under which the points fall nearest to where they were clicked.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §7.2 (the geometric error) and §5.2.4 (how sure the
 * parameters are).
 */
import { createCamera } from '#core/geometry/calibration-start.ts';
import type { CalibrationPoint } from '#core/geometry/calibration-point.ts';
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import type { PictureLens } from '#core/geometry/picture-lens.ts';
import { multiply, rotationOf } from '#core/geometry/rotation.ts';
import { minimise } from '#core/math/levenberg-marquardt.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

/** Whether the lens is found with the rest; as an object, how it is known to bend the picture. */
export type Bend = boolean | PictureLens;

interface CameraFit {
  readonly camera: CameraModel;
  /** Sum of squares, px²; with what the weak expectations add. */
  readonly cost: number;
}

/** What a camera of a shop has, weakly: it decides only where the points do not. As a share of the width, and its log's σ. */
const USUAL_FOCAL = 0.7;
const FOCAL_SIGMA = 1;
const LENS_SIGMA = 0.3;
/** Where the log of the focal length stands among the unknowns: after the turn (3) and the centre (3). */
const FOCAL = 6;

/** What is searched for of a camera: its turn against `start`, its centre, the log of its focal length, and its lens if `bendable`. */
export function cameraUnknowns(start: CameraModel, bendable: boolean): readonly number[] {
  const { x, y, z } = cameraCentre(start);
  return [0, 0, 0, x, y, z, Math.log(start.fx), ...(bendable ? [start.distortion[0]] : [])];
}

/**
 * @param bend - Whether the lens is to be found too; otherwise it stays that of `start`, or with another focal length the one
 *   that bends the picture like this.
 * @param maxSteps - Fewer when only the best of many starts is looked for.
 * @param tolerance - Stop when a step improves the fit by less than this share.
 */
export function fitCamera(
  start: CameraModel,
  points: readonly CalibrationPoint[],
  bend: Bend,
  maxSteps = 60,
  tolerance = 1e-9,
): CameraFit {
  const fit = minimise(residualsOf(start, points, bend), cameraUnknowns(start, bend === true), { maxSteps, tolerance });
  return { camera: cameraOf(start, fit.unknowns, bend), cost: 2 * fit.cost };
}

/**
 * How sure the focal length is: its standard deviation as a share of it.
 *
 * @param sigma - Of a click, px.
 */
export function focalDoubt(
  camera: CameraModel,
  points: readonly CalibrationPoint[],
  bend: Bend,
  sigma: number,
): number {
  const at = Float64Array.from(cameraUnknowns(camera, bend === true));
  const residuals = residualsOf(camera, points, bend);
  const columns = Array.from(at, (value, i) => {
    const nudged = (by: number) => residuals(at.map((other, k) => (k === i ? value + by : other)));
    const [above, below] = [nudged(1e-6), nudged(-1e-6)];
    return above.map((up, k) => (up - below[k]!) / 2e-6);
  });
  const n = at.length;
  const matrix = new Float64Array(n * n);
  for (let r = 0; r < n; r++)
    for (let c = 0; c < n; c++) matrix[r * n + c] = columns[r]!.reduce((sum, v, k) => sum + v * columns[c]![k]!, 0);
  const covariance = invertSymmetric(matrix, n);
  return covariance === null ? FOCAL_SIGMA : sigma * Math.sqrt(covariance[FOCAL * n + FOCAL]!);
}

function residualsOf(start: CameraModel, points: readonly CalibrationPoint[], bend: Bend) {
  return (unknowns: Float64Array): Float64Array => {
    const camera = cameraOf(start, unknowns, bend);
    const values = new Float64Array(2 * points.length + 2);
    points.forEach((point, i) => writeMiss(camera, point.image, point.world, values, 2 * i));
    writeUsual(camera, values, 2 * points.length);
    return values;
  };
}

/** Writes both residuals of what is usual, in σ. */
export function writeUsual(camera: CameraModel, values: Float64Array, at: number): void {
  values[at] = Math.log(camera.fx / (USUAL_FOCAL * camera.width)) / FOCAL_SIGMA;
  values[at + 1] = camera.distortion[0] / LENS_SIGMA;
}

/** Writes both residuals, px. Unlike `projectToImage` it has an answer everywhere, so that a search can come back. */
export function writeMiss(
  camera: CameraModel,
  image: CalibrationPoint['image'],
  world: CalibrationPoint['world'],
  values: Float64Array,
  at: number,
): void {
  const { rotation: r, translation: t, fx, cx, cy, distortion } = camera;
  const z = Math.max(0.05, r[6]! * world.x + r[7]! * world.y + r[8]! * world.z + t[2]);
  const x = (r[0]! * world.x + r[1]! * world.y + r[2]! * world.z + t[0]) / z;
  const y = (r[3]! * world.x + r[4]! * world.y + r[5]! * world.z + t[1]) / z;
  const u = x * x + y * y;
  const radial = 1 + u * (distortion[0] + u * distortion[1]);
  values[at] = fx * x * radial + cx - image.x;
  values[at + 1] = fx * y * radial + cy - image.y;
}

/** @param q - As {@link cameraUnknowns}. @param bend - As of {@link fitCamera}. */
export function cameraOf(start: CameraModel, q: Float64Array, bend: Bend = false): CameraModel {
  const rotation = multiply(rotationOf([q[0]!, q[1]!, q[2]!]), start.rotation);
  const move = (row: number) =>
    -(rotation[3 * row]! * q[3]! + rotation[3 * row + 1]! * q[4]! + rotation[3 * row + 2]! * q[5]!);
  // A step of the search may be wild; no lens is.
  const focal = Math.exp(Math.min(12, Math.max(2, q[FOCAL]!)));
  return createCamera(start, focal, typeof bend === 'object' ? bend : (q[7] ?? start.distortion[0]), rotation, [
    move(0),
    move(1),
    move(2),
  ]);
}
