/**
 * What is known of a camera's lens whatever the camera looks at. A camera that is calibrated anew, because it was moved or because a
 * walk may do better, keeps it.
 */
import type { CalibrationMethod } from '#core/calibration/found-calibration.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { PictureLens } from '#core/geometry/picture-lens.ts';
import { isCalibrated } from '#core/planning/camera.ts';
import type { ProjectCamera } from '#core/planning/project.ts';

/** All of it, or how it bends the picture only. */
export type KeptLens =
  | ({ readonly kind: 'whole' } & Pick<CameraModel, 'fx' | 'fy' | 'cx' | 'cy' | 'distortion'>)
  | { readonly kind: 'bend'; readonly bend: PictureLens };

/** Of these ways the focal length is no guess either. */
const WHOLE: readonly string[] = ['imported file', 'printed sheets'] satisfies readonly CalibrationMethod[];

/** @returns `null` of a camera whose lens is to be found: of clicked points, what straight edges or the person said counts. */
export function keptLens(camera: ProjectCamera): KeptLens | null {
  if (!isCalibrated(camera)) return null;
  const { fx, fy, cx, cy, distortion } = camera.intrinsics;
  if (WHOLE.includes(camera.calibration.method)) return { kind: 'whole', fx, fy, cx, cy, distortion };
  const [k1, k2] = bendOf(camera);
  if (camera.calibration.method !== CLICKED || (k1 === 0 && k2 === 0) || isWalked(camera)) return null;
  return { kind: 'bend', bend: { k1: k1!, k2: k2! } };
}

/** Clicks go on with the lens that a camera has, and so does a walk where a person said how it bends: who said it first counts. */
function isWalked(camera: ProjectCamera): boolean {
  const bend = bendOf(camera);
  const same = (intrinsics: Intrinsics) =>
    bendOf({ ...camera, intrinsics }).every((value, i) => Math.abs(value - bend[i]!) <= ROUNDED * Math.abs(bend[i]!));
  // The newest is the first of them.
  const first = camera.earlier?.findLast(({ intrinsics }) => same(intrinsics));
  return first?.calibration.method === WALKED;
}

/** The distortion in units of half the picture's diagonal: it stays the same when another focal length is found. */
function bendOf({ intrinsics: { fx, distortion }, width, height }: ProjectCamera): readonly number[] {
  const scale = (2 * fx) / Math.hypot(width, height);
  return distortion.map((value, i) => value / scale ** POWERS[i]!);
}

type Intrinsics = ProjectCamera['intrinsics'];

/** Of the radius, that k₁, k₂, p₁, p₂ and k₃ go with. */
const POWERS = [2, 4, 1, 1, 6] as const;
/** What numbers of one bend differ by, as a share. */
const ROUNDED = 1e-9;

const [CLICKED, WALKED] = ['clicked points', 'walking'] satisfies readonly CalibrationMethod[];
