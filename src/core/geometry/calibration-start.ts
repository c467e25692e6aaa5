/**
 * Cameras to begin a calibration with: for a row of focal lengths the pose that the points of one level suggest.
 *
 * Source: Z. Zhang, *A Flexible New Technique for Camera Calibration*, IEEE PAMI 22 (2000) 1330–1334, §2.3 and §3.1 for the
 * two constraints a plane puts on the focal length, and for the pose.
 */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { CalibrationPoint, FrameSize } from '#core/geometry/calibration-point.ts';
import { undistortNormalised } from '#core/geometry/distortion.ts';
import { findHomography } from '#core/geometry/homography.ts';
import { type KnownLens, distortionAt } from '#core/geometry/picture-lens.ts';
import type { Matrix3 } from '#core/geometry/rotation.ts';

/** As shares of the frame's width: from a very wide lens to a long one. */
const FOCAL_SHARES = [0.35, 0.5, 0.65, 0.85, 1.1, 1.5, 2.2, 3.2];

export function startingCameras(points: readonly CalibrationPoint[], size: FrameSize, lens: KnownLens): CameraModel[] {
  const level = biggestLevel(points);
  const focals = FOCAL_SHARES.map((share) => share * size.width);
  if (level.length < 4) return focals.flatMap((focal) => camerasAround(points, size, focal, lens));
  const wide = homographyAt(level, size, size.width, lens);
  if (wide !== null) focals.push(...focalsOf(wide).map((share) => share * size.width));
  return focals.flatMap((focal) => {
    const homography = homographyAt(level, size, focal, lens);
    const camera = homography && poseOf(homography, level, size, focal, lens);
    return camera ? [camera] : [];
  });
}

export function createCamera(
  size: FrameSize,
  focal: number,
  lens: KnownLens,
  rotation: Matrix3,
  translation: readonly [number, number, number],
): CameraModel {
  const { width, height } = size;
  const distortion = distortionAt(lens, size, focal);
  return { width, height, fx: focal, fy: focal, cx: width / 2, cy: height / 2, distortion, rotation, translation };
}

/** Points of the height that most have. */
function biggestLevel(points: readonly CalibrationPoint[]): readonly CalibrationPoint[] {
  const levels = points.map(({ world: { z } }) => points.filter(({ world }) => Math.abs(world.z - z) < 1e-6));
  return levels.reduce((a, b) => (b.length > a.length ? b : a), []);
}

function homographyAt(
  level: readonly CalibrationPoint[],
  { width, height }: FrameSize,
  focal: number,
  lens: KnownLens,
): Matrix3 | null {
  const distortion = distortionAt(lens, { width, height }, focal);
  const pairs = level.flatMap(({ image, world }) => {
    const [x, y] = [(image.x - width / 2) / focal, (image.y - height / 2) / focal];
    const ray = undistortNormalised(distortion, x, y);
    return ray ? [{ from: [world.x, world.y], to: [ray.x, ray.y] } as const] : [];
  });
  return pairs.length < 4 ? null : findHomography(pairs);
}

/** Focal lengths, in units of the one `h` was made with, at which its first two columns are at right angles or as long. */
function focalsOf(h: Matrix3): readonly number[] {
  const [a1, b1, , a2, b2, , a3, b3] = h as [number, number, number, number, number, number, number, number];
  const squares = [-(a1 * b1 + a2 * b2) / (a3 * b3), (a1 * a1 + a2 * a2 - b1 * b1 - b2 * b2) / (b3 * b3 - a3 * a3)];
  return squares.filter((square) => square > 0.04 && square < 36).map(Math.sqrt);
}

function poseOf(
  h: Matrix3,
  level: readonly CalibrationPoint[],
  size: FrameSize,
  focal: number,
  lens: KnownLens,
): CameraModel | null {
  const { x, y, z } = level[0]!.world;
  // Up to scale: the sign is the one that has the points in front of the camera.
  const sign = Math.sign(h[6]! * x + h[7]! * y + h[8]!);
  const column = (c: number) => [sign * h[c]!, sign * h[3 + c]!, sign * h[6 + c]!] as const;
  const [first, second, third] = [column(0), column(1), column(2)];
  const scale = (Math.hypot(...first) + Math.hypot(...second)) / 2;
  const [a, b] = [unit(first), unit(second)];
  // The two directions at right angles that lie nearest to a and b.
  const sum = unit([a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
  const difference = unit([a[0] - b[0], a[1] - b[1], a[2] - b[2]]);
  const mix = (s: number) => sum.map((value, i) => (value + s * difference[i]!) * Math.SQRT1_2);
  const [r1, r2] = [mix(1), mix(-1)];
  const r3 = [0, 1, 2].map((i) => r1[(i + 1) % 3]! * r2[(i + 2) % 3]! - r1[(i + 2) % 3]! * r2[(i + 1) % 3]!);
  const rotation = [0, 1, 2].flatMap((i) => [r1[i]!, r2[i]!, r3[i]!]);
  if (!rotation.every(Number.isFinite)) return null;
  const move = (i: 0 | 1 | 2) => third[i] / scale - r3[i]! * z;
  return createCamera(size, focal, lens, rotation, [move(0), move(1), move(2)]);
}

/** Where no level has four points: cameras under the ceiling all around that look at the middle of the points. */
function camerasAround(points: readonly CalibrationPoint[], size: FrameSize, focal: number, lens: KnownLens) {
  const mean = (axis: 'x' | 'y' | 'z') => points.reduce((sum, { world }) => sum + world[axis], 0) / points.length;
  const middle = [mean('x'), mean('y'), mean('z')] as const;
  return Array.from({ length: 8 }, (_, turn) => {
    const angle = (turn * Math.PI) / 4;
    const centre = [middle[0] + 3 * Math.cos(angle), middle[1] + 3 * Math.sin(angle), 2.5] as const;
    const forward = unit([middle[0] - centre[0], middle[1] - centre[1], middle[2] - centre[2]]);
    const right = unit([forward[1], -forward[0], 0]);
    const down = [0, 1, 2].map(
      (i) => forward[(i + 1) % 3]! * right[(i + 2) % 3]! - forward[(i + 2) % 3]! * right[(i + 1) % 3]!,
    );
    const move = (axis: readonly number[]) => -axis.reduce((sum, value, i) => sum + value * centre[i]!, 0);
    return createCamera(size, focal, lens, [...right, ...down, ...forward], [move(right), move(down), move(forward)]);
  });
}

function unit(vector: readonly [number, number, number]): readonly [number, number, number] {
  const length = Math.hypot(...vector);
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}
