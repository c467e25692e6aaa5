/**
 * Where a detected person stands: the floor position and height whose {@link bodyEdges} best explain the box, by
 * Gauss–Newton with a prior on height. Edges cut off by the frame say nothing: with the bottom cut the head and the
 * prior decide, with the top cut the feet. Arms and bags make boxes wider, so width says little about distance.
 */
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

/** @returns `null` when the box does not say where its person stands: on no floor, or with too many edges cut off. */
export function placePerson(camera: CameraModel, box: Box): GroundFix | null {
  const middle = imagePoint((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
  const start = projectToGround(camera, middle, { x: 1, y: 1 }, BODY_HEIGHT.mean / 2);
  if (!start) return null;

  let stance: Stance = { x: start.at.x, y: start.at.y, height: BODY_HEIGHT.mean };
  for (let step = 0; step < MAX_STEPS; step++) {
    const body = bodyEdges(camera, stance);
    if (!body) return null;
    const readings = compare(camera, box, body);
    const spread = invertSymmetric(information(readings), 3);
    if (!spread) return null;
    const [dx, dy, dHeight] = times(spread, pull(readings, stance.height));
    const length = Math.hypot(dx, dy);
    const share = Math.min(1, LONGEST_STEP / length);
    stance = { x: stance.x + share * dx, y: stance.y + share * dy, height: stance.height + share * dHeight };
    if (length < SETTLED) return describe(stance, spread, readings, excessWidth(box, body));
  }
  return null;
}

/** Middle and width when both sides are in the frame, else the one side; then top and bottom. */
function compare(camera: CameraModel, box: Box, { at, jacobian: j }: BodyEdges): readonly Reading[] {
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
  if (box.y1 < camera.height - CUT) read(box.y1 - at[3], variance, (k) => j[9 + k]!);
  return readings;
}

/** What readings and the prior on height know together, 3 × 3. */
function information(readings: readonly Reading[]): Float64Array {
  // 100 m is far wider than any store: it only keeps a box with one edge left from dividing by zero.
  const matrix = Float64Array.of(1e-4, 0, 0, 0, 1e-4, 0, 0, 0, 1 / BODY_HEIGHT.sigma ** 2);
  for (const { weight, slope } of readings) {
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) matrix[r * 3 + c]! += weight * slope[r]! * slope[c]!;
    }
  }
  return matrix;
}

function pull(readings: readonly Reading[], height: number): readonly [number, number, number] {
  const towards: [number, number, number] = [0, 0, (BODY_HEIGHT.mean - height) / BODY_HEIGHT.sigma ** 2];
  for (const { miss, weight, slope } of readings) {
    for (let k = 0; k < 3; k++) towards[k]! += weight * miss * slope[k]!;
  }
  return towards;
}

function times(m: Float64Array, v: readonly [number, number, number]): readonly [number, number, number] {
  const row = (r: number) => m[r]! * v[0] + m[r + 1]! * v[1] + m[r + 2]! * v[2];
  return [row(0), row(3), row(6)];
}

const excessWidth = (box: Box, { at }: BodyEdges) => Math.max(0, box.x1 - box.x0 - (at[2] - at[0]));

function describe(
  stance: Stance,
  spread: Float64Array,
  readings: readonly Reading[],
  excess: number,
): GroundFix | null {
  // A box wider than a body has an arm or a bag in it and does not say on which side: the body may be half the
  // excess to the left or to the right of the middle, the first reading. This is how far that shifts the fix.
  const { weight, slope } = readings[0] ?? { weight: 0, slope: [0, 0, 0] };
  const off = (weight * excess) / 2;
  const [sx, sy] = times(spread, [off * slope[0], off * slope[1], off * slope[2]]);
  const xx = spread[0]! + sx * sx + MODEL_SIGMA ** 2;
  const xy = spread[1]! + sx * sy;
  const yy = spread[4]! + sy * sy + MODEL_SIGMA ** 2;
  if (!(xx + yy < 2 * WORST_SIGMA ** 2)) return null;
  return { at: groundPoint(stance.x, stance.y), cov: [xx, xy, xy, yy] };
}
