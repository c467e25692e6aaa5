/**
 * Where a detected person stands: the floor position and height whose {@link bodyEdges} best explain the box, by
 * Gauss–Newton with a prior on height. Edges cut off by the frame say nothing: with the bottom cut the head and the
 * prior decide, with the top cut the feet. Arms and bags make boxes wider, so width says little about distance.
 */
import type { LikelyPlace } from '#core/fusion/floor-sighting.ts';
import { type HiddenFeet, nothingKnown } from '#core/fusion/hidden-feet.ts';
import { BODY_HEIGHT, type BodyEdges, type Stance, bodyEdges } from '#core/fusion/standing-body.ts';
import type { Box } from '#core/geometry/box.ts';
import { type CameraModel, projectToGround } from '#core/geometry/camera-model.ts';
import { type GroundFix, groundPoint, imagePoint } from '#core/geometry/frames.ts';
import { invertSymmetric } from '#core/math/symmetric.ts';

/** Standard deviation of a detector's box edge as a share of the box' height. */
const EDGE_SIGMA = 0.045;
/** Standard deviation of a body's width as a share of it. */
const WIDTH_SIGMA = 0.4;
/** What the body model and the calibration are off by, m. */
const MODEL_SIGMA = 0.08;
/** An edge this near to the frame's is cut off, px. */
const CUT = 2;
const MAX_STEPS = 15;
/** m */
const LONGEST_STEP = 0.5;
const SETTLED = 3e-3;
/** What is less probable is left out. */
const LEAST_SHARE = 0.02;
/** A fix vaguer than this is none, m. */
const WORST_SIGMA = 2;

/** One thing the box says, against what the body would show. */
interface Reading {
  /** Box minus body, px. */
  readonly miss: number;
  /** 1 / px² */
  readonly weight: number;
  /** Its derivative by x, y and height, px per m. */
  readonly slope: readonly [number, number, number];
}

/** How somebody may be in a picture. Height, m: its mean and standard deviation. */
interface Pose {
  readonly mean: number;
  readonly sigma: number;
  /** The box ends where the feet are, and not where something hides them. */
  readonly feetSeen: boolean;
  readonly often: number;
}

/** Most stand; some bend or squat before a low shelf, and some are children. */
const POSES: readonly Pose[] = [
  { ...BODY_HEIGHT, feetSeen: true, often: 0.9 },
  { ...BODY_HEIGHT, feetSeen: false, often: 0.9 },
  { mean: 1.2, sigma: 0.2, feetSeen: true, often: 0.1 },
];

/** A body that explains a box, and how well. */
interface Fit {
  readonly stance: Stance;
  readonly body: BodyEdges;
  readonly readings: readonly Reading[];
  /** Covariance of x, y and height, 3 × 3. */
  readonly spread: Float64Array;
  /** Log of how probable box and body are together, but for what all fits of the box share. */
  readonly evidence: number;
}

/**
 * @param hiddenFeet - Where the box may end before the feet do.
 * @returns Most probable first, with shares that sum to 1; empty when the box does not say where its person stands: on no
 *   floor, or with too many edges cut off.
 */
export function placePerson(
  camera: CameraModel,
  box: Box,
  hiddenFeet: HiddenFeet = nothingKnown,
): readonly LikelyPlace[] {
  const cutByFrame = box.y1 >= camera.height - CUT;
  const found = POSES.filter(({ feetSeen }) => feetSeen || !cutByFrame).flatMap((pose) => {
    const fit = fitBody(camera, box, pose);
    const fix = fit && fixOf(fit, box);
    if (fix === null) return [];
    const hidden = cutByFrame ? 0 : hiddenFeet(fix.at);
    return [{ ...fix, score: fit!.evidence + Math.log(pose.feetSeen ? 1 - hidden : hidden) }];
  });
  const most = Math.max(...found.map(({ score }) => score));
  const all = found.reduce((sum, { score }) => sum + Math.exp(score - most), 0);
  return found
    .map(({ at, cov, score }) => ({ at, cov, share: Math.exp(score - most) / all }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
}

function fitBody(camera: CameraModel, box: Box, pose: Pose): Fit | null {
  const middle = imagePoint((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  const start = projectToGround(camera, middle, { x: 1, y: 1 }, pose.mean / 2);
  if (!start) return null;

  let stance: Stance = { x: start.at.x, y: start.at.y, height: pose.mean };
  for (let step = 0; step < MAX_STEPS; step++) {
    const body = bodyEdges(camera, stance);
    if (!body) return null;
    const readings = compare(camera, box, body, pose);
    const spread = invertSymmetric(information(readings, pose), 3);
    if (!spread) return null;
    const [dx, dy, dHeight] = times(spread, pull(readings, stance.height, pose));
    const length = Math.hypot(dx, dy);
    const share = Math.min(1, LONGEST_STEP / length);
    stance = { x: stance.x + share * dx, y: stance.y + share * dy, height: stance.height + share * dHeight };
    if (length < SETTLED) {
      const bottom = pose.feetSeen ? 0 : logBottom(body, box);
      return { stance, body, readings, spread, evidence: bottom + evidence(stance, readings, spread, pose) };
    }
  }
  return null;
}

/** Laplace's: how probable the readings are of somebody in that pose, wherever they stand. */
function evidence(
  stance: Stance,
  readings: readonly Reading[],
  spread: Float64Array,
  { mean, sigma, often }: Pose,
): number {
  const tall = (stance.height - mean) / sigma;
  const seen = readings.reduce(
    (sum, { miss, weight }) => sum + Math.log(weight / (2 * Math.PI)) - weight * miss ** 2,
    0,
  );
  return Math.log(often / sigma) + (seen - tall ** 2 + Math.log(determinant(spread))) / 2;
}

/** Log density of the bottom edge when what stands before the feet ends anywhere on the body. */
function logBottom({ at }: BodyEdges, box: Box): number {
  const length = at[3] - at[1];
  const below = Math.max(0, box.y1 - at[3]) / (EDGE_SIGMA * length);
  return -Math.log(length) - below ** 2 / 2;
}

/** Middle and width when both sides are in the frame, else the one side; then top and bottom. */
function compare(
  camera: CameraModel,
  box: Box,
  { at, jacobian: j }: BodyEdges,
  { feetSeen }: Pose,
): readonly Reading[] {
  const variance = (EDGE_SIGMA * (box.y1 - box.y0)) ** 2;
  const slack = (WIDTH_SIGMA * (at[2] - at[0])) ** 2;
  const left = box.x0 - at[0];
  const right = box.x1 - at[2];
  const [leftIn, rightIn] = [box.x0 > CUT, box.x1 < camera.width - CUT];
  const readings: Reading[] = [];
  const read = (miss: number, of: number, slope: (k: number) => number) =>
    readings.push({ miss, weight: 1 / of, slope: [slope(0), slope(1), slope(2)] });

  if (leftIn && rightIn) {
    read((left + right) / 2, variance / 2, (k) => (j[k]! + j[6 + k]!) / 2);
    read(right - left, 2 * variance + slack, (k) => j[6 + k]! - j[k]!);
  } else {
    if (leftIn) read(left, variance + slack / 4, (k) => j[k]!);
    if (rightIn) read(right, variance + slack / 4, (k) => j[6 + k]!);
  }
  if (box.y0 > CUT) read(box.y0 - at[1], variance, (k) => j[3 + k]!);
  if (feetSeen && box.y1 < camera.height - CUT) read(box.y1 - at[3], variance, (k) => j[9 + k]!);
  return readings;
}

/** What readings and the prior on height know together, 3 × 3. */
function information(readings: readonly Reading[], { sigma }: Pose): Float64Array {
  // 100 m is far wider than any store: it only keeps a box with one edge left from dividing by zero.
  const matrix = Float64Array.of(1e-4, 0, 0, 0, 1e-4, 0, 0, 0, 1 / sigma ** 2);
  for (const { weight, slope } of readings) {
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) matrix[r * 3 + c]! += weight * slope[r]! * slope[c]!;
    }
  }
  return matrix;
}

function pull(readings: readonly Reading[], height: number, { mean, sigma }: Pose): readonly [number, number, number] {
  const towards: [number, number, number] = [0, 0, (mean - height) / sigma ** 2];
  for (const { miss, weight, slope } of readings) {
    for (let k = 0; k < 3; k++) towards[k]! += weight * miss * slope[k]!;
  }
  return towards;
}

function times(m: Float64Array, v: readonly [number, number, number]): readonly [number, number, number] {
  const row = (r: number) => m[r]! * v[0] + m[r + 1]! * v[1] + m[r + 2]! * v[2];
  return [row(0), row(3), row(6)];
}

function determinant(m: Float64Array): number {
  const minor = (a: number, b: number, c: number, d: number) => m[a]! * m[d]! - m[b]! * m[c]!;
  return m[0]! * minor(4, 5, 7, 8) - m[1]! * minor(3, 5, 6, 8) + m[2]! * minor(3, 4, 6, 7);
}

function fixOf({ stance, body, readings, spread }: Fit, box: Box): GroundFix | null {
  // A box wider than a body has an arm or a bag in it and does not say on which side: the body may be half the
  // excess to the left or to the right of the middle, the first reading. This is how far that shifts the fix.
  const excess = Math.max(0, box.x1 - box.x0 - (body.at[2] - body.at[0]));
  const { weight, slope } = readings[0] ?? { weight: 0, slope: [0, 0, 0] };
  const off = (weight * excess) / 2;
  const [sx, sy] = times(spread, [off * slope[0], off * slope[1], off * slope[2]]);
  const xx = spread[0]! + sx * sx + MODEL_SIGMA ** 2;
  const xy = spread[1]! + sx * sy;
  const yy = spread[4]! + sy * sy + MODEL_SIGMA ** 2;
  if (!(xx + yy < 2 * WORST_SIGMA ** 2)) return null;
  return { at: groundPoint(stance.x, stance.y), cov: [xx, xy, xy, yy] };
}
