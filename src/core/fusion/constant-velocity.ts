/**
 * A Kalman filter for somebody walking on a plane: position and velocity, with white noise as acceleration.
 *
 * Source: Bar-Shalom, Li & Kirubarajan, *Estimation with Applications to Tracking and Navigation* (2001), §6.2.2.
 */
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type Covariance2, type GroundFix, type Point, groundPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

export interface Motion {
  readonly time: Micros;
  readonly at: Point<'ground'>;
  /** m/s */
  readonly velocity: { readonly x: number; readonly y: number };
  /** Of x, y, vx, vy: 4×4 row-major, m and s. */
  readonly cov: readonly number[];
}

/** How a fix differs from what was expected. */
export interface Innovation {
  readonly x: number;
  readonly y: number;
  /** m */
  readonly distance: number;
  /** Covariance of the difference, m². */
  readonly s: Covariance2;
  /** Squared Mahalanobis distance: chi² with two degrees of freedom when the fix is theirs. */
  readonly mahalanobis: number;
  readonly logDet: number;
}

/** Somebody new, about whose velocity only the speed limit is known. */
export function startMotion({ at, cov }: GroundFix, time: Micros, parameters: FusionParameters): Motion {
  const v = (parameters.speed / 2) ** 2;
  const [xx, xy, yx, yy] = cov;
  return { time, at, velocity: { x: 0, y: 0 }, cov: [xx, xy, 0, 0, yx, yy, 0, 0, 0, 0, v, 0, 0, 0, 0, v] };
}

/** Where they are at `time` if nobody saw them since; beyond `momentum` they are believed to have stopped. */
export function predict(motion: Motion, time: Micros, parameters: FusionParameters): Motion {
  const dt = (time - motion.time) / MICROS_PER_SECOND;
  if (dt <= 0) return motion;
  const p = motion.cov;
  // F P Fᵀ + Q written out, because it is worked out for everybody at every sighting.
  const drift = (parameters.acceleration * dt ** 2) / 2;
  const spread = (2 * drift * dt) / 3;
  const xvx = p[2]! + dt * p[10]!;
  const xvy = p[3]! + dt * p[11]!;
  const yvx = p[6]! + dt * p[14]!;
  const yvy = p[7]! + dt * p[15]!;
  const xx = p[0]! + dt * (p[8]! + xvx) + spread;
  const xy = p[1]! + dt * (p[9]! + xvy);
  const yy = p[5]! + dt * (p[13]! + yvy) + spread;
  const v = parameters.acceleration * dt;
  return {
    time,
    at: expectedAt(motion, time, parameters),
    velocity: dt > parameters.momentum ? { x: 0, y: 0 } : motion.velocity,
    // prettier-ignore
    cov: [
      xx, xy, xvx + drift, xvy,
      xy, yy, yvx, yvy + drift,
      xvx + drift, yvx, p[10]! + v, p[11]!,
      xvy, yvy + drift, p[14]!, p[15]! + v,
    ],
  };
}

/** The place of {@link predict}, for who wants no more. */
export function expectedAt(motion: Motion, time: Micros, { momentum }: FusionParameters): Point<'ground'> {
  const moving = Math.max(0, Math.min((time - motion.time) / MICROS_PER_SECOND, momentum));
  return groundPoint(motion.at.x + motion.velocity.x * moving, motion.at.y + motion.velocity.y * moving);
}

/** @param motion - Predicted to the time of `fix`. */
export function innovate(motion: Motion, fix: GroundFix): Innovation {
  const x = fix.at.x - motion.at.x;
  const y = fix.at.y - motion.at.y;
  const p = motion.cov;
  const s: Covariance2 = [p[0]! + fix.cov[0], p[1]! + fix.cov[1], p[4]! + fix.cov[2], p[5]! + fix.cov[3]];
  const det = s[0] * s[3] - s[1] * s[2];
  const mahalanobis = (x * x * s[3] - x * y * (s[1] + s[2]) + y * y * s[0]) / det;
  return { x, y, s, mahalanobis, distance: Math.sqrt(x * x + y * y), logDet: Math.log(det) };
}

/** Takes in a fix; the velocity is kept within the speed limit. */
export function update(motion: Motion, fix: GroundFix, parameters: FusionParameters): Motion {
  const { x, y, s } = innovate(motion, fix);
  const det = s[0] * s[3] - s[1] * s[2];
  const p = motion.cov;
  // K = P Hᵀ S⁻¹: one row a state, one column a coordinate.
  const gain = new Float64Array(8);
  for (let r = 0; r < 4; r++) {
    gain[2 * r] = (p[4 * r]! * s[3] - p[4 * r + 1]! * s[2]) / det;
    gain[2 * r + 1] = (p[4 * r + 1]! * s[0] - p[4 * r]! * s[1]) / det;
  }
  const cov = new Array<number>(16);
  for (let r = 0; r < 4; r++) {
    for (let c = r; c < 4; c++) {
      const upper = p[4 * r + c]! - gain[2 * r]! * p[c]! - gain[2 * r + 1]! * p[4 + c]!;
      const lower = p[4 * c + r]! - gain[2 * c]! * p[r]! - gain[2 * c + 1]! * p[4 + r]!;
      // Rounding makes a covariance lopsided over thousands of steps; the mean of both halves keeps it one.
      cov[4 * r + c] = cov[4 * c + r] = (upper + lower) / 2;
    }
  }
  const moved = (r: number) => gain[2 * r]! * x + gain[2 * r + 1]! * y;
  const vx = motion.velocity.x + moved(2);
  const vy = motion.velocity.y + moved(3);
  const slower = Math.min(1, parameters.speed / Math.max(Math.hypot(vx, vy), 1e-9));
  return {
    time: motion.time,
    at: groundPoint(motion.at.x + moved(0), motion.at.y + moved(1)),
    velocity: { x: vx * slower, y: vy * slower },
    cov,
  };
}
