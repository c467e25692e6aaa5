/**
 * One camera from points clicked in its picture and on the plan: its focal length, its lens and where it hangs.
 *
 * The principal point is the middle of the picture, pixels are square, and the lens has one radial coefficient.
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), §7; Zhang (2000) for the start.
 */
import { bestCamera } from '#core/geometry/calibration-best.ts';
import { type CalibrationFault, LEAST_POINTS, judgePoints, judgeSpread } from '#core/geometry/calibration-faults.ts';
import { type Bend, focalDoubt } from '#core/geometry/calibration-fit.ts';
import { missCm, missPx, rms } from '#core/geometry/calibration-miss.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import { leaveOut, oddOneOut, suspects } from '#core/geometry/calibration-suspects.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
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
  if (camera === null)
    return { calibration: null, faults: [oddOneOut(points, size, lens ?? 0, bend) ?? { kind: 'no-camera' }] };

  const leftOut = points.length === LEAST_POINTS ? null : points.map((_, i) => leaveOut(points, i, camera, size, bend));
  const misses = points.map((point, i) => ({
    px: missPx(camera, point),
    cm: missCm(camera, point),
    leftOutCm: leftOut?.[i]!.cm ?? null,
  }));
  const residualPx = rms(misses.map(({ px }) => px));
  const residualCm = misses.some(({ cm }) => cm === null) ? null : rms(misses.map(({ cm }) => cm!));
  const doubt = focalDoubt(camera, points, bend, Math.max(1, residualPx));
  const wrong = suspects(points, camera, leftOut, residualPx);
  if (wrong.some(({ kind }) => kind === 'no-camera')) return { calibration: null, faults: wrong };
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
