/**
 * A Kalman filter of feet on the floor: position and velocity, pushed about by noise in the acceleration.
 *
 * Source: Yi, Luo, Luo, Huang & Wu, *UCMCTrack: Multi-Object Tracking with Uniform Camera Motion Compensation*, AAAI 2024,
 * §3: the process noise is `G q Gᵀ` with `G = [dt²/2, dt]`; what a foot is measured to is the pixel noise carried to the
 * floor by the Jacobian of that map; pairs cost their squared Mahalanobis distance plus the logarithm of `|S|`.
 *
 * A motion, mean and covariance, is `WIDTH` numbers of a list, from `at` on, and is changed where it stands. A fix is five numbers: where
 * feet are, x and y, m, and the covariance of that, xx, xy and yy.
 */

/** Position and velocity, m and s. */
export const [X, Y] = [0, 1] as const;
const [VX, VY] = [2, 3] as const;
/** Covariance of the position; of position with velocity, x with vx, x with vy, y with vx, y with vy; of the velocity. */
const [PXX, PXY, PYY, CXX, CXY, CYX, CYY, VXX, VXY, VYY] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
export const WIDTH = 14;
export const FIX_WIDTH = 5;

/** Standard deviation of where a new person stands, m. */
const FIRST_POSITION = 1;

/** How people walk. */
interface Walking {
  /** The largest speed a newcomer is thought to have, m/s; all up to it are equally likely. */
  readonly firstSpeed: number;
  /** Variance, (m/s²)². */
  readonly acceleration: number;
}

export function initiate(motions: Float64Array, at: number, fixes: Float64Array, fix: number, walking: Walking): void {
  const v = walking.firstSpeed ** 2 / 3;
  const p = FIRST_POSITION ** 2;
  for (let n = 0; n < WIDTH; n++) motions[at + n] = 0;
  motions[at + X] = fixes[fix]!;
  motions[at + Y] = fixes[fix + 1]!;
  motions[at + PXX] = p;
  motions[at + PYY] = p;
  motions[at + VXX] = v;
  motions[at + VYY] = v;
}

/** One frame later. */
export function predict(motions: Float64Array, at: number, fps: number, { acceleration: q }: Walking): void {
  const dt = 1 / fps;
  const cxx = motions[at + CXX]!;
  const cxy = motions[at + CXY]!;
  const cyx = motions[at + CYX]!;
  const cyy = motions[at + CYY]!;
  const vxx = motions[at + VXX]!;
  const vxy = motions[at + VXY]!;
  const vyy = motions[at + VYY]!;
  const dt2 = dt * dt;
  motions[at + X]! += dt * motions[at + VX]!;
  motions[at + Y]! += dt * motions[at + VY]!;
  motions[at + PXX] = motions[at + PXX]! + 2 * dt * cxx + dt2 * vxx + (q * dt2 * dt2) / 4;
  motions[at + PXY] = motions[at + PXY]! + dt * (cxy + cyx) + dt2 * vxy;
  motions[at + PYY] = motions[at + PYY]! + 2 * dt * cyy + dt2 * vyy + (q * dt2 * dt2) / 4;
  motions[at + CXX] = cxx + dt * vxx + (q * dt2 * dt) / 2;
  motions[at + CXY] = cxy + dt * vxy;
  motions[at + CYX] = cyx + dt * vxy;
  motions[at + CYY] = cyy + dt * vyy + (q * dt2 * dt) / 2;
  motions[at + VXX] = vxx + q * dt2;
  motions[at + VYY] = vyy + q * dt2;
}

/** What it costs to say that a fix is theirs; lower than 0 where both are sure. */
export function distance(motions: Float64Array, at: number, fixes: Float64Array, fix: number): number {
  const sxx = motions[at + PXX]! + fixes[fix + 2]!;
  const sxy = motions[at + PXY]! + fixes[fix + 3]!;
  const syy = motions[at + PYY]! + fixes[fix + 4]!;
  const det = sxx * syy - sxy * sxy;
  const dx = fixes[fix]! - motions[at + X]!;
  const dy = fixes[fix + 1]! - motions[at + Y]!;
  return (dx * dx * syy - 2 * dx * dy * sxy + dy * dy * sxx) / det + Math.log(det);
}

export function update(motions: Float64Array, at: number, fixes: Float64Array, fix: number): void {
  const x = motions[at + X]!;
  const y = motions[at + Y]!;
  const pxx = motions[at + PXX]!;
  const pxy = motions[at + PXY]!;
  const pyy = motions[at + PYY]!;
  const cxx = motions[at + CXX]!;
  const cxy = motions[at + CXY]!;
  const cyx = motions[at + CYX]!;
  const cyy = motions[at + CYY]!;
  const sxx = pxx + fixes[fix + 2]!;
  const sxy = pxy + fixes[fix + 3]!;
  const syy = pyy + fixes[fix + 4]!;
  const det = sxx * syy - sxy * sxy;
  // The gain of the position, 2 × 2, and of the velocity.
  const kxx = (pxx * syy - pxy * sxy) / det;
  const kxy = (pxy * sxx - pxx * sxy) / det;
  const kyx = (pxy * syy - pyy * sxy) / det;
  const kyy = (pyy * sxx - pxy * sxy) / det;
  const gxx = (cxx * syy - cyx * sxy) / det;
  const gxy = (cyx * sxx - cxx * sxy) / det;
  const gyx = (cxy * syy - cyy * sxy) / det;
  const gyy = (cyy * sxx - cxy * sxy) / det;
  const dx = fixes[fix]! - x;
  const dy = fixes[fix + 1]! - y;
  motions[at + X] = x + kxx * dx + kxy * dy;
  motions[at + Y] = y + kyx * dx + kyy * dy;
  motions[at + VX] = motions[at + VX]! + gxx * dx + gxy * dy;
  motions[at + VY] = motions[at + VY]! + gyx * dx + gyy * dy;
  motions[at + PXX] = pxx - kxx * pxx - kxy * pxy;
  motions[at + PXY] = pxy - kxx * pxy - kxy * pyy;
  motions[at + PYY] = pyy - kyx * pxy - kyy * pyy;
  motions[at + CXX] = cxx - kxx * cxx - kxy * cyx;
  motions[at + CXY] = cxy - kxx * cxy - kxy * cyy;
  motions[at + CYX] = cyx - kyx * cxx - kyy * cyx;
  motions[at + CYY] = cyy - kyx * cxy - kyy * cyy;
  motions[at + VXX] = motions[at + VXX]! - gxx * cxx - gxy * cyx;
  motions[at + VXY] = motions[at + VXY]! - gxx * cxy - gxy * cyy;
  motions[at + VYY] = motions[at + VYY]! - gyx * cxy - gyy * cyy;
}
