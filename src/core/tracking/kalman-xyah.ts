/**
 * The constant-velocity Kalman filter of a box as centre x, y, aspect ratio a and height h, one step a frame.
 *
 * Source: Wojke, Bewley & Paulus, *Simple Online and Realtime Tracking with a Deep Association Metric*, ICIP 2017, §2.1, as
 * ByteTrack uses it. F, Q, R and P₀ are block-diagonal there, so the 8 × 8 filter falls apart, exactly, into four filters of
 * position and velocity. The noise of x, y and h is the same multiple of h, so these three even share their covariance.
 *
 * A motion, mean and covariance, is `WIDTH` numbers of a list, from `at` on, and is changed where it stands; boxes are as in `box-rows.ts`.
 */

/** Standard deviation of position and velocity noise, as a share of the box's height. */
const POSITION_NOISE = 1 / 20;
const VELOCITY_NOISE = 1 / 160;
/** Standard deviations of the aspect ratio, which does not grow with the box. */
const ASPECT_NOISE = 1e-2;
const ASPECT_VELOCITY_NOISE = 1e-5;
const ASPECT_MEASUREMENT_NOISE = 1e-1;

/** Centre, px, width over height, height, px, and their velocities, per frame. */
const [X, Y, A, H, VX, VY, VA, VH] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
/** Covariance of position and velocity, px², the same for x, y and h; and that of a and its velocity. */
const [PP, PV, VV, APP, APV, AVV] = [8, 9, 10, 11, 12, 13] as const;
export const WIDTH = 14;

/** From box `i`, which is not empty. */
export function initiate(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const width = boxes[4 * i + 2]! - boxes[4 * i]!;
  const h = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  motions[at + X] = boxes[4 * i]! + width / 2;
  motions[at + Y] = boxes[4 * i + 1]! + h / 2;
  motions[at + A] = width / h;
  motions[at + H] = h;
  motions[at + VX] = 0;
  motions[at + VY] = 0;
  motions[at + VA] = 0;
  motions[at + VH] = 0;
  motions[at + PP] = (2 * POSITION_NOISE * h) ** 2;
  motions[at + PV] = 0;
  motions[at + VV] = (10 * VELOCITY_NOISE * h) ** 2;
  motions[at + APP] = ASPECT_NOISE ** 2;
  motions[at + APV] = 0;
  motions[at + AVV] = ASPECT_VELOCITY_NOISE ** 2;
}

/** One frame later. @param lost - Nobody grows while out of sight. */
export function predict(motions: Float64Array, at: number, lost: boolean): void {
  const h = motions[at + H]!;
  const vh = lost ? 0 : motions[at + VH]!;
  const pv = motions[at + PV]!;
  const vv = motions[at + VV]!;
  const apv = motions[at + APV]!;
  const avv = motions[at + AVV]!;
  motions[at + X]! += motions[at + VX]!;
  motions[at + Y]! += motions[at + VY]!;
  motions[at + A]! += motions[at + VA]!;
  motions[at + H] = h + vh;
  motions[at + VH] = vh;
  motions[at + PP] = motions[at + PP]! + 2 * pv + vv + (POSITION_NOISE * h) ** 2;
  motions[at + PV] = pv + vv;
  motions[at + VV] = vv + (VELOCITY_NOISE * h) ** 2;
  motions[at + APP] = motions[at + APP]! + 2 * apv + avv + ASPECT_NOISE ** 2;
  motions[at + APV] = apv + avv;
  motions[at + AVV] = avv + ASPECT_VELOCITY_NOISE ** 2;
}

/** With box `i`, as it was measured; not empty. */
export function update(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const x = motions[at + X]!;
  const y = motions[at + Y]!;
  const a = motions[at + A]!;
  const h = motions[at + H]!;
  const pp = motions[at + PP]!;
  const pv = motions[at + PV]!;
  const app = motions[at + APP]!;
  const apv = motions[at + APV]!;
  const width = boxes[4 * i + 2]! - boxes[4 * i]!;
  const height = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  const variance = pp + (POSITION_NOISE * h) ** 2;
  const gain = pp / variance;
  const velocityGain = pv / variance;
  const aspectVariance = app + ASPECT_MEASUREMENT_NOISE ** 2;
  const aspectGain = app / aspectVariance;
  const aspectVelocityGain = apv / aspectVariance;
  const dx = boxes[4 * i]! + width / 2 - x;
  const dy = boxes[4 * i + 1]! + height / 2 - y;
  const da = width / height - a;
  const dh = height - h;
  motions[at + X] = x + gain * dx;
  motions[at + Y] = y + gain * dy;
  motions[at + A] = a + aspectGain * da;
  motions[at + H] = h + gain * dh;
  motions[at + VX]! += velocityGain * dx;
  motions[at + VY]! += velocityGain * dy;
  motions[at + VA]! += aspectVelocityGain * da;
  motions[at + VH]! += velocityGain * dh;
  motions[at + PP] = pp - gain * pp;
  motions[at + PV] = pv - gain * pv;
  motions[at + VV]! -= velocityGain * pv;
  motions[at + APP] = app - aspectGain * app;
  motions[at + APV] = apv - aspectGain * apv;
  motions[at + AVV]! -= aspectVelocityGain * apv;
}

/** Writes box `i`. */
export function boxOf(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const h = motions[at + H]!;
  const width = motions[at + A]! * h;
  const x0 = motions[at + X]! - width / 2;
  const y0 = motions[at + Y]! - h / 2;
  boxes[4 * i] = x0;
  boxes[4 * i + 1] = y0;
  boxes[4 * i + 2] = x0 + width;
  boxes[4 * i + 3] = y0 + h;
}
