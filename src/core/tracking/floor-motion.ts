/**
 * A Kalman filter of feet on the floor: position and velocity, pushed about by noise in the acceleration.
 *
 * Source: Yi, Luo, Luo, Huang & Wu, *UCMCTrack: Multi-Object Tracking with Uniform Camera Motion Compensation*, AAAI 2024,
 * §3: the process noise is `G q Gᵀ` with `G = [dt²/2, dt]`; what a foot is measured to is the pixel noise carried to the
 * floor by the Jacobian of that map; pairs cost their squared Mahalanobis distance plus the logarithm of `|S|`.
 */
import type { GroundFix } from '#core/geometry/frames.ts';

/** Mean and covariance of x, y and their velocities, m and s. `p`, `c` and `v` are the blocks of the covariance. */
export interface FloorMotion {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** Of the position: xx, xy, yy. */
  readonly pxx: number;
  readonly pxy: number;
  readonly pyy: number;
  /** Of position with velocity: x with vx, x with vy, y with vx, y with vy. */
  readonly cxx: number;
  readonly cxy: number;
  readonly cyx: number;
  readonly cyy: number;
  /** Of the velocity: xx, xy, yy. */
  readonly vxx: number;
  readonly vxy: number;
  readonly vyy: number;
}

/** Standard deviation of where a new person stands, m. */
const FIRST_POSITION = 1;

/** @param speed - The largest a newcomer is thought to have, m/s; all up to it are equally likely. */
export function initiate({ at }: GroundFix, speed: number): FloorMotion {
  const v = speed ** 2 / 3;
  const p = FIRST_POSITION ** 2;
  return {
    x: at.x,
    y: at.y,
    vx: 0,
    vy: 0,
    pxx: p,
    pxy: 0,
    pyy: p,
    cxx: 0,
    cxy: 0,
    cyx: 0,
    cyy: 0,
    vxx: v,
    vxy: 0,
    vyy: v,
  };
}

/** @param dt - s. @param q - Variance of the acceleration, (m/s²)². */
export function predict(motion: FloorMotion, dt: number, q: number): FloorMotion {
  const { x, y, vx, vy, pxx, pxy, pyy, cxx, cxy, cyx, cyy, vxx, vxy, vyy } = motion;
  const dt2 = dt * dt;
  return {
    x: x + dt * vx,
    y: y + dt * vy,
    vx,
    vy,
    pxx: pxx + 2 * dt * cxx + dt2 * vxx + (q * dt2 * dt2) / 4,
    pxy: pxy + dt * (cxy + cyx) + dt2 * vxy,
    pyy: pyy + 2 * dt * cyy + dt2 * vyy + (q * dt2 * dt2) / 4,
    cxx: cxx + dt * vxx + (q * dt2 * dt) / 2,
    cxy: cxy + dt * vxy,
    cyx: cyx + dt * vxy,
    cyy: cyy + dt * vyy + (q * dt2 * dt) / 2,
    vxx: vxx + q * dt2,
    vxy,
    vyy: vyy + q * dt2,
  };
}

/** What it costs to say that `fix` is theirs; lower than 0 where both are sure. */
export function distance(motion: FloorMotion, { at, cov }: GroundFix): number {
  const sxx = motion.pxx + cov[0];
  const sxy = motion.pxy + cov[1];
  const syy = motion.pyy + cov[3];
  const det = sxx * syy - sxy * sxy;
  const dx = at.x - motion.x;
  const dy = at.y - motion.y;
  return (dx * dx * syy - 2 * dx * dy * sxy + dy * dy * sxx) / det + Math.log(det);
}

export function update(motion: FloorMotion, { at, cov }: GroundFix): FloorMotion {
  const { x, y, vx, vy, pxx, pxy, pyy, cxx, cxy, cyx, cyy, vxx, vxy, vyy } = motion;
  const sxx = pxx + cov[0];
  const sxy = pxy + cov[1];
  const syy = pyy + cov[3];
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
  const dx = at.x - x;
  const dy = at.y - y;
  return {
    x: x + kxx * dx + kxy * dy,
    y: y + kyx * dx + kyy * dy,
    vx: vx + gxx * dx + gxy * dy,
    vy: vy + gyx * dx + gyy * dy,
    pxx: pxx - kxx * pxx - kxy * pxy,
    pxy: pxy - kxx * pxy - kxy * pyy,
    pyy: pyy - kyx * pxy - kyy * pyy,
    cxx: cxx - kxx * cxx - kxy * cyx,
    cxy: cxy - kxx * cxy - kxy * cyy,
    cyx: cyx - kyx * cxx - kyy * cyx,
    cyy: cyy - kyx * cxy - kyy * cyy,
    vxx: vxx - gxx * cxx - gxy * cyx,
    vxy: vxy - gxx * cxy - gxy * cyy,
    vyy: vyy - gyx * cxy - gyy * cyy,
  };
}
