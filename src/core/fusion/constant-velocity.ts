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
  const moving = Math.min(dt, parameters.momentum);
  const q = parameters.acceleration;
  const p = motion.cov;
  const at = (r: number, c: number) => p[r * 4 + c]!;
  const cov: number[] = [];
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      let value = at(r, c);
      if (r < 2) value += dt * at(r + 2, c);
      if (c < 2) value += dt * at(r, c + 2);
      if (r < 2 && c < 2) value += dt * dt * at(r + 2, c + 2);
      if (r % 2 === c % 2) value += q * (r < 2 ? (c < 2 ? dt ** 3 / 3 : dt ** 2 / 2) : c < 2 ? dt ** 2 / 2 : dt);
      cov.push(value);
    }
  }
  const { x, y } = motion.velocity;
  return {
    time,
    at: groundPoint(motion.at.x + x * moving, motion.at.y + y * moving),
    velocity: dt > parameters.momentum ? { x: 0, y: 0 } : motion.velocity,
    cov,
  };
}

/** @param motion - Predicted to the time of `fix`. */
export function innovate(motion: Motion, fix: GroundFix): Innovation {
  const x = fix.at.x - motion.at.x;
  const y = fix.at.y - motion.at.y;
  const p = motion.cov;
  const s: Covariance2 = [p[0]! + fix.cov[0], p[1]! + fix.cov[1], p[4]! + fix.cov[2], p[5]! + fix.cov[3]];
  const det = s[0] * s[3] - s[1] * s[2];
  const mahalanobis = (x * x * s[3] - x * y * (s[1] + s[2]) + y * y * s[0]) / det;
  return { x, y, s, mahalanobis, distance: Math.hypot(x, y), logDet: Math.log(det) };
}

/** Takes in a fix; the velocity is kept within the speed limit. */
export function update(motion: Motion, fix: GroundFix, parameters: FusionParameters): Motion {
  const { x, y, s } = innovate(motion, fix);
  const det = s[0] * s[3] - s[1] * s[2];
  const p = motion.cov;
  // K = P Hᵀ S⁻¹: one row a state, one column a coordinate.
  const gain = [0, 1, 2, 3].map((r) => {
    const a = p[r * 4]!;
    const b = p[r * 4 + 1]!;
    return [(a * s[3] - b * s[2]) / det, (b * s[0] - a * s[1]) / det] as const;
  });
  const moved = gain.map(([kx, ky]) => kx * x + ky * y);
  const cov = p.map((value, i) => {
    const [kx, ky] = gain[Math.floor(i / 4)]!;
    return value - kx * p[i % 4]! - ky * p[4 + (i % 4)]!;
  });
  const vx = motion.velocity.x + moved[2]!;
  const vy = motion.velocity.y + moved[3]!;
  const slower = Math.min(1, parameters.speed / Math.max(Math.hypot(vx, vy), 1e-9));
  return {
    time: motion.time,
    at: groundPoint(motion.at.x + moved[0]!, motion.at.y + moved[1]!),
    velocity: { x: vx * slower, y: vy * slower },
    cov: symmetric(cov),
  };
}

/** Rounding makes a covariance lopsided over thousands of steps; the mean of both halves keeps it one. */
const symmetric = (cov: readonly number[]) =>
  cov.map((value, i) => (value + cov[(i % 4) * 4 + Math.floor(i / 4)]!) / 2);
