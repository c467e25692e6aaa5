/**
 * The constant-velocity Kalman filter of a box as centre x, y, area s and aspect ratio r, one step a frame.
 *
 * Source: Bewley, Ge, Ott, Ramos & Upcroft, *Simple Online and Realtime Tracking*, ICIP 2016, §3.2. The aspect ratio is
 * held constant. F, Q, R and P₀ are diagonal there, so the 7 × 7 filter falls apart, exactly, into filters of position and
 * velocity; x and y share every number of theirs and so their covariance.
 *
 * A motion, mean and covariance, is `WIDTH` numbers of a list, from `at` on, and is changed where it stands; boxes are as in `box-rows.ts`.
 */

/** Variances: of a measured centre and of a measured area or aspect ratio, of a new position and of a new velocity. */
const CENTRE_NOISE = 1;
const SHAPE_NOISE = 10;
const FIRST_POSITION = 10;
const FIRST_VELOCITY = 10_000;
/** Variances that a frame adds: to every position, to the velocity of the centre, to that of the area. */
const POSITION_DRIFT = 1;
const VELOCITY_DRIFT = 1e-2;
const AREA_VELOCITY_DRIFT = 1e-4;

/** Centre, px, area, px², width over height, and the velocities of the first three, per frame. */
const [X, Y, S, R, VX, VY, VS] = [0, 1, 2, 3, 4, 5, 6] as const;
/** Covariance of position and velocity, the same for x and y; that of s and its velocity; variance of r. */
const [PP, PV, VV, SPP, SPV, SVV, RPP] = [7, 8, 9, 10, 11, 12, 13] as const;
export const WIDTH = 14;

/** From box `i`, which is not empty. */
export function initiate(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const width = boxes[4 * i + 2]! - boxes[4 * i]!;
  const height = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  motions[at + X] = boxes[4 * i]! + width / 2;
  motions[at + Y] = boxes[4 * i + 1]! + height / 2;
  motions[at + S] = width * height;
  motions[at + R] = width / height;
  motions[at + VX] = 0;
  motions[at + VY] = 0;
  motions[at + VS] = 0;
  motions[at + PP] = FIRST_POSITION;
  motions[at + PV] = 0;
  motions[at + VV] = FIRST_VELOCITY;
  motions[at + SPP] = FIRST_POSITION;
  motions[at + SPV] = 0;
  motions[at + SVV] = FIRST_VELOCITY;
  motions[at + RPP] = FIRST_POSITION;
}

/** One frame later. A box that would shrink to nothing keeps its size. */
export function predict(motions: Float64Array, at: number): void {
  const s = motions[at + S]!;
  const vs = s + motions[at + VS]! <= 0 ? 0 : motions[at + VS]!;
  const pv = motions[at + PV]!;
  const vv = motions[at + VV]!;
  const spv = motions[at + SPV]!;
  const svv = motions[at + SVV]!;
  motions[at + X]! += motions[at + VX]!;
  motions[at + Y]! += motions[at + VY]!;
  motions[at + S] = s + vs;
  motions[at + VS] = vs;
  motions[at + PP] = motions[at + PP]! + 2 * pv + vv + POSITION_DRIFT;
  motions[at + PV] = pv + vv;
  motions[at + VV] = vv + VELOCITY_DRIFT;
  motions[at + SPP] = motions[at + SPP]! + 2 * spv + svv + POSITION_DRIFT;
  motions[at + SPV] = spv + svv;
  motions[at + SVV] = svv + AREA_VELOCITY_DRIFT;
  motions[at + RPP]! += POSITION_DRIFT;
}

/** With box `i`, as it was measured; not empty. */
export function update(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const x = motions[at + X]!;
  const y = motions[at + Y]!;
  const s = motions[at + S]!;
  const r = motions[at + R]!;
  const pp = motions[at + PP]!;
  const pv = motions[at + PV]!;
  const spp = motions[at + SPP]!;
  const spv = motions[at + SPV]!;
  const rpp = motions[at + RPP]!;
  const width = boxes[4 * i + 2]! - boxes[4 * i]!;
  const height = boxes[4 * i + 3]! - boxes[4 * i + 1]!;
  const gain = pp / (pp + CENTRE_NOISE);
  const velocityGain = pv / (pp + CENTRE_NOISE);
  const areaGain = spp / (spp + SHAPE_NOISE);
  const areaVelocityGain = spv / (spp + SHAPE_NOISE);
  const aspectGain = rpp / (rpp + SHAPE_NOISE);
  const dx = boxes[4 * i]! + width / 2 - x;
  const dy = boxes[4 * i + 1]! + height / 2 - y;
  const ds = width * height - s;
  motions[at + X] = x + gain * dx;
  motions[at + Y] = y + gain * dy;
  motions[at + S] = s + areaGain * ds;
  motions[at + R] = r + aspectGain * (width / height - r);
  motions[at + VX]! += velocityGain * dx;
  motions[at + VY]! += velocityGain * dy;
  motions[at + VS]! += areaVelocityGain * ds;
  motions[at + PP] = pp - gain * pp;
  motions[at + PV] = pv - gain * pv;
  motions[at + VV]! -= velocityGain * pv;
  motions[at + SPP] = spp - areaGain * spp;
  motions[at + SPV] = spv - areaGain * spv;
  motions[at + SVV]! -= areaVelocityGain * spv;
  motions[at + RPP] = rpp - aspectGain * rpp;
}

/** Writes box `i`; its corners are NaN once the area has become negative. */
export function boxOf(motions: Float64Array, at: number, boxes: Float64Array, i: number): void {
  const x = motions[at + X]!;
  const y = motions[at + Y]!;
  const s = motions[at + S]!;
  const width = Math.sqrt(s * motions[at + R]!);
  const height = s / width;
  boxes[4 * i] = x - width / 2;
  boxes[4 * i + 1] = y - height / 2;
  boxes[4 * i + 2] = x + width / 2;
  boxes[4 * i + 3] = y + height / 2;
}
