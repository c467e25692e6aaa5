/**
 * One camera from points clicked in its picture and on the plan: its focal length, its lens and where it hangs.
 *
 * The principal point is the middle of the picture, pixels are square, and the lens has one radial coefficient.
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §7; Zhang (2000) for the start.
 */
import { type CalibrationFault, judgePoints, judgeSpread } from '#core/geometry/calibration-faults.ts';
import { type Bend, fitCamera, focalDoubt } from '#core/geometry/calibration-fit.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import { startingCameras } from '#core/geometry/calibration-start.ts';
import { type CameraModel, cameraCentre, projectToGround, projectToImage } from '#core/geometry/camera-model.ts';
import type { KnownLens } from '#core/geometry/picture-lens.ts';

/** How well one point agrees with the camera. */
interface PointMiss {
  readonly px: number;
  /** At the point's own height; `null` when its ray does not come down there. */
  readonly cm: number | null;
  /** How far off it is for the camera that the other points give; `null` with fewer than five, or as `cm`. */
  readonly leftOutCm: number | null;
}

export interface Calibration {
  readonly camera: CameraModel;
  /** One a point, in the points' order. */
  readonly misses: readonly PointMiss[];
  /** Root mean square. */
  readonly residualPx: number;
  /** Root mean square; `null` when a point has none. */
  readonly residualCm: number | null;
  /** Standard deviation of the focal length, px. */
  readonly focalSigma: number;
}

export interface CalibrationAnswer {
  /** `null` while there is nothing to compute from, or no camera sees the points like this. */
  readonly calibration: Calibration | null;
  /** What the person should look at, worst first. */
  readonly faults: readonly CalibrationFault[];
}

/** So many points are needed before the lens can be found with the rest. */
const POINTS_FOR_LENS = 8;
/** A focal length less sure than this is said to be a guess, as a share. */
const LOOSE = 0.1;

/**
 * @param lens - The radial coefficient k1, or how the picture is bent; `null` to find k1, which takes
 *   {@link POINTS_FOR_LENS} points; with fewer it is 0.
 */
export function calibrate(
  points: readonly CalibrationPoint[],
  size: FrameSize,
  lens: KnownLens | null = 0,
): CalibrationAnswer {
  const faults = judgePoints(points);
  if (faults.length > 0) return { calibration: null, faults };
  const bend: Bend =
    typeof lens === 'object' && lens !== null ? lens : lens === null && points.length >= POINTS_FOR_LENS;
  const camera = bestCamera(points, size, lens ?? 0, bend);
  if (camera === null) return { calibration: null, faults: [{ kind: 'no-camera' }] };

  const leftOut = points.length > 4 ? points.map((_, i) => leaveOut(points, i, camera, size, bend)) : null;
  const misses = points.map((point, i) => ({
    px: missPx(camera, point),
    cm: missCm(camera, point),
    leftOutCm: leftOut?.[i]!.cm ?? null,
  }));
  const residualPx = rms(misses.map(({ px }) => px));
  const residualCm = misses.some(({ cm }) => cm === null) ? null : rms(misses.map(({ cm }) => cm!));
  const doubt = focalDoubt(camera, points, bend, Math.max(1, residualPx));
  const wrong = suspects(points, camera, leftOut, residualPx);
  return {
    calibration: { camera, misses, residualPx, residualCm, focalSigma: doubt * camera.fx },
    faults: [
      ...wrong,
      ...[judgeSpread(points, size)].filter((fault) => fault !== null),
      // A wrong point leaves everything open: it is enough to name that.
      ...(wrong.length === 0 && doubt > LOOSE ? [{ kind: 'loose', share: doubt } as const] : []),
    ],
  };
}

/** Of the cameras that hang over the floor, the one that fits best. */
function bestCamera(
  points: readonly CalibrationPoint[],
  size: FrameSize,
  lens: KnownLens,
  bend: Bend,
): CameraModel | null {
  const roughly = startingCameras(points, size, lens).map((start) =>
    fitCamera(start, points, typeof bend === 'object' && bend, 4),
  );
  const promising = roughly.sort((a, b) => a.cost - b.cost).slice(0, 4);
  const fits = promising.map(({ camera }) => fitCamera(camera, points, bend));
  const possible = fits.filter(
    ({ camera }) => cameraCentre(camera).z > 0 && points.every(({ world }) => projectToImage(camera, world) !== null),
  );
  return possible.sort((a, b) => a.cost - b.cost)[0]?.camera ?? null;
}

interface LeftOut {
  /** How far off the point is that was left out; `null` when its ray does not come down. */
  readonly cm: number | null;
  /** Of the points that stayed, px. */
  readonly rest: number;
}

function leaveOut(
  points: readonly CalibrationPoint[],
  out: number,
  camera: CameraModel,
  size: FrameSize,
  bend: Bend,
): LeftOut {
  const rest = points.filter((_, i) => i !== out);
  // It begins beside where it ends, and its figure is shown to the millimetre: so much care is enough.
  const near = fitCamera(camera, rest, bend, 20, 1e-6);
  const residual = (found: CameraModel) => rms(rest.map((point) => missPx(found, point)));
  // One wild point may have pulled the camera so far off that it does not find back.
  const found =
    residual(near.camera) < 5
      ? near.camera
      : (bestCamera(rest, size, typeof bend === 'object' ? bend : camera.distortion[0], bend) ?? near.camera);
  return { cm: missCm(found, points[out]!), rest: residual(found) };
}

/** With this many px of disagreement somebody looks for the reason. */
const DISAGREE = 3;

/** The point without which the others agree, when there is one. */
function suspects(
  points: readonly CalibrationPoint[],
  camera: CameraModel,
  leftOut: readonly LeftOut[] | null,
  residualPx: number,
): readonly CalibrationFault[] {
  const inTheSky = points.flatMap((point, i) =>
    missCm(camera, point) === null ? [{ kind: 'horizon', point: i } as const] : [],
  );
  if (leftOut === null || residualPx < DISAGREE) return inTheSky;
  const best = leftOut.reduce((least, { rest }, i) => (rest < leftOut[least]!.rest ? i : least), 0);
  const { cm, rest } = leftOut[best]!;
  if (rest > residualPx / 3) return inTheSky;
  return [cm === null ? { kind: 'horizon', point: best } : { kind: 'suspect', point: best, cm }];
}

function missPx(camera: CameraModel, { image, world }: CalibrationPoint): number {
  const seen = projectToImage(camera, world);
  return seen === null ? Infinity : Math.hypot(seen.x - image.x, seen.y - image.y);
}

function missCm(camera: CameraModel, { image, world }: CalibrationPoint): number | null {
  const fix = projectToGround(camera, image, { x: 1, y: 1 }, world.z);
  return fix && 100 * Math.hypot(fix.at.x - world.x, fix.at.y - world.y);
}

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
