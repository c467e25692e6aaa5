/**
 * The constant-velocity Kalman filter of a box as centre x, y, width w and height h, one step a frame.
 *
 * Source: Aharon, Orfaig & Bobrovsky, *BoT-SORT: Robust Associations Multi-Pedestrian Tracking*, arXiv 2206.14651, §3.1: the
 * noise of `kalman-xyah.ts`, with the width in place of the aspect ratio; that of x and w is a multiple of the
 * width, that of y and h of the height. So x and w share their covariance, and y and h theirs.
 *
 * A motion, mean and covariance, is `WIDTH` numbers of a list, from `at` on, and is changed where it stands; boxes are as in `box-rows.ts`.
 */

/** Standard deviation of position and velocity noise, as a share of the box's width or height. */
const POSITION_NOISE = 1 / 20;
const VELOCITY_NOISE = 1 / 160;

/** Centre, width and height, px, and their velocities, per frame. */
const [X, Y, W, H, VX, VY, VW, VH] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
/** Covariance of position and velocity, px²: the same for x and w, and the same for y and h. */
const [XPP, XPV, XVV, YPP, YPV, YVV] = [8, 9, 10, 11, 12, 13] as const;
export const WIDTH = 14;

/** From box `i`, which is not empty. */
export function initiate(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const w = boxes[4 * i + 2]! - boxes[4 * i]!;
  const h = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  motions[at + X] = boxes[4 * i]! + w / 2;
  motions[at + Y] = boxes[4 * i + 1]! + h / 2;
  motions[at + W] = w;
  motions[at + H] = h;
  motions[at + VX] = 0;
  motions[at + VY] = 0;
  motions[at + VW] = 0;
  motions[at + VH] = 0;
  motions[at + XPP] = (2 * POSITION_NOISE * w) ** 2;
  motions[at + XPV] = 0;
  motions[at + XVV] = (10 * VELOCITY_NOISE * w) ** 2;
  motions[at + YPP] = (2 * POSITION_NOISE * h) ** 2;
  motions[at + YPV] = 0;
  motions[at + YVV] = (10 * VELOCITY_NOISE * h) ** 2;
}

/** One frame later. @param lost - Nobody grows while out of sight. */
export function predict(motions: Float64Array, at: number, lost: boolean): void {
  const w = motions[at + W]!;
  const h = motions[at + H]!;
  const vw = lost ? 0 : motions[at + VW]!;
  const vh = lost ? 0 : motions[at + VH]!;
  const xpv = motions[at + XPV]!;
  const xvv = motions[at + XVV]!;
  const ypv = motions[at + YPV]!;
  const yvv = motions[at + YVV]!;
  motions[at + X]! += motions[at + VX]!;
  motions[at + Y]! += motions[at + VY]!;
  motions[at + W] = w + vw;
  motions[at + H] = h + vh;
  motions[at + VW] = vw;
  motions[at + VH] = vh;
  motions[at + XPP] = motions[at + XPP]! + 2 * xpv + xvv + (POSITION_NOISE * w) ** 2;
  motions[at + XPV] = xpv + xvv;
  motions[at + XVV] = xvv + (VELOCITY_NOISE * w) ** 2;
  motions[at + YPP] = motions[at + YPP]! + 2 * ypv + yvv + (POSITION_NOISE * h) ** 2;
  motions[at + YPV] = ypv + yvv;
  motions[at + YVV] = yvv + (VELOCITY_NOISE * h) ** 2;
}

/** With box `i`, as it was measured; not empty. */
export function update(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const x = motions[at + X]!;
  const y = motions[at + Y]!;
  const w = motions[at + W]!;
  const h = motions[at + H]!;
  const xpp = motions[at + XPP]!;
  const xpv = motions[at + XPV]!;
  const ypp = motions[at + YPP]!;
  const ypv = motions[at + YPV]!;
  const width = boxes[4 * i + 2]! - boxes[4 * i]!;
  const height = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  const xVariance = xpp + (POSITION_NOISE * w) ** 2;
  const yVariance = ypp + (POSITION_NOISE * h) ** 2;
  const xGain = xpp / xVariance;
  const yGain = ypp / yVariance;
  const xVelocityGain = xpv / xVariance;
  const yVelocityGain = ypv / yVariance;
  const dx = boxes[4 * i]! + width / 2 - x;
  const dy = boxes[4 * i + 1]! + height / 2 - y;
  motions[at + X] = x + xGain * dx;
  motions[at + Y] = y + yGain * dy;
  motions[at + W] = w + xGain * (width - w);
  motions[at + H] = h + yGain * (height - h);
  motions[at + VX]! += xVelocityGain * dx;
  motions[at + VY]! += yVelocityGain * dy;
  motions[at + VW]! += xVelocityGain * (width - w);
  motions[at + VH]! += yVelocityGain * (height - h);
  motions[at + XPP] = xpp - xGain * xpp;
  motions[at + XPV] = xpv - xGain * xpv;
  motions[at + XVV]! -= xVelocityGain * xpv;
  motions[at + YPP] = ypp - yGain * ypp;
  motions[at + YPV] = ypv - yGain * ypv;
  motions[at + YVV]! -= yVelocityGain * ypv;
}

/** @param shift - How far the picture moved, x and y, px. */
export function move(motions: Float64Array, at: number, shift: Float64Array): void {
  motions[at + X]! += shift[0]!;
  motions[at + Y]! += shift[1]!;
}

/** Writes box `i`. */
export function boxOf(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const w = motions[at + W]!;
  const h = motions[at + H]!;
  const x0 = motions[at + X]! - w / 2;
  const y0 = motions[at + Y]! - h / 2;
  boxes[4 * i] = x0;
  boxes[4 * i + 1] = y0;
  boxes[4 * i + 2] = x0 + w;
  boxes[4 * i + 3] = y0 + h;
}
