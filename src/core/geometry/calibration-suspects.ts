/** Which of the clicked points is wrong: the one without which the others agree. */
import { bestCamera } from '#core/geometry/calibration-best.ts';
import { type CalibrationFault, LEAST_POINTS } from '#core/geometry/calibration-faults.ts';
import { type Bend, fitCamera } from '#core/geometry/calibration-fit.ts';
import { missCm, missPx, rms } from '#core/geometry/calibration-miss.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { KnownLens } from '#core/geometry/picture-lens.ts';

/** With this many px of disagreement somebody looks for the reason. */
const DISAGREE = 3;
/** A click is no surer than this, px: below it, agreeing better says nothing. */
const CLICK = 1;

interface LeftOut {
  /** How far off the point is that was left out; `null` when its ray does not come down. */
  readonly cm: number | null;
  /** Of the points that stayed, px. */
  readonly rest: number;
}

export function leaveOut(
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

/** The point without which the others have a camera that they agree on; `null` when there is none, or more than one. */
export function oddOneOut(
  points: readonly CalibrationPoint[],
  size: FrameSize,
  lens: KnownLens,
  bend: Bend,
): CalibrationFault | null {
  if (points.length <= LEAST_POINTS) return null;
  const tries = points.map((point, out): LeftOut | null => {
    const rest = points.filter((_, i) => i !== out);
    const camera = bestCamera(rest, size, lens, bend, 20);
    return camera && { cm: missCm(camera, point), rest: rms(rest.map((other) => missPx(camera, other))) };
  });
  const { best, clear } = mostAgreed(tries.map((found) => found?.rest ?? Infinity));
  return clear && tries[best]!.rest < DISAGREE ? blame(best, tries[best]!.cm) : null;
}

/** The point without which the others agree, when there is one; else those in the sky, unless it is the camera that is wrong. */
export function suspects(
  points: readonly CalibrationPoint[],
  camera: CameraModel,
  leftOut: readonly LeftOut[] | null,
  residualPx: number,
): readonly CalibrationFault[] {
  const inTheSky = points.flatMap((point, i) =>
    missCm(camera, point) === null ? [{ kind: 'horizon', point: i } as const] : [],
  );
  // Of four points nobody can say which one is wrong.
  if (leftOut === null) return inTheSky.length > 0 ? [{ kind: 'no-camera' }] : [];
  if (residualPx < DISAGREE) return inTheSky;
  const { best, clear } = mostAgreed(leftOut.map(({ rest }) => rest));
  const { cm, rest } = leftOut[best]!;
  if (clear && rest <= residualPx / 3) return [blame(best, cm)];
  return inTheSky.length < points.length / 3 ? inTheSky : [{ kind: 'no-camera' }];
}

/** Without which point the others agree best, and whether without any other they would agree far less. */
function mostAgreed(rests: readonly number[]): { readonly best: number; readonly clear: boolean } {
  const best = rests.reduce((least, rest, i) => (rest < rests[least]! ? i : least), 0);
  return { best, clear: rests.every((rest, i) => i === best || rest > 3 * Math.max(CLICK, rests[best]!)) };
}

function blame(point: number, cm: number | null): CalibrationFault {
  return cm === null ? { kind: 'horizon', point } : { kind: 'suspect', point, cm };
}
