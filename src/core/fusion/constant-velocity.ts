/**
 * A Kalman filter for somebody walking on a plane: position and velocity, with white noise as acceleration.
 *
 * Source: Bar-Shalom, Li & Kirubarajan, *Estimation with Applications to Tracking and Navigation* (2001), §6.2.2. Tails: Lange, Little &
 * Taylor, *Robust statistical modeling using the t distribution*, Journal of the American Statistical Association 84 (1989) 881–896.
 */
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { type GroundFix, type Point, groundPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

export interface Motion {
  readonly time: Micros;
  readonly at: Point<'ground'>;
  /** m/s */
  readonly velocity: { readonly x: number; readonly y: number };
  /** Of x, y, vx, vy: 4×4 row-major, m and s. */
  readonly cov: readonly number[];
}

/** Of what {@link writeInnovation} writes: how a fix differs from what was expected, m; the covariance of that, m²; its determinant; … */
const [X, Y, S_XX, S_XY, S_YX, S_YY, DET] = [0, 1, 2, 3, 4, 5, 6] as const;
/** … and the squared Mahalanobis distance: chi² with two degrees of freedom when the fix is theirs. */
const MAHALANOBIS = 7;

/** What sources disagree by about where somebody stands, m²: a positioning system whose ids are believed is believed in this as well. */
const disagreement = (trusted: boolean, { bias }: FusionParameters): number => (trusted ? 0 : bias ** 2);

/**
 * Somebody new, about whose velocity only the speed limit is known.
 *
 * @param trusted - Whether the source's ids are believed.
 */
export function startMotion(
  { at, cov }: GroundFix,
  time: Micros,
  trusted: boolean,
  parameters: FusionParameters,
): Motion {
  const v = (parameters.speed / 2) ** 2;
  const more = disagreement(trusted, parameters);
  const xx = cov[0] + more;
  const xy = cov[1];
  const yx = cov[2];
  const yy = cov[3] + more;
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

const innovation: Float64Array = new Float64Array(8);

function writeInnovation({ at, cov: p }: Motion, fix: GroundFix, more: number): void {
  const x = fix.at.x - at.x;
  const y = fix.at.y - at.y;
  const r = fix.cov;
  const xx = p[0]! + (r[0] + more);
  const xy = p[1]! + r[1];
  const yx = p[4]! + r[2];
  const yy = p[5]! + (r[3] + more);
  const det = xx * yy - xy * yx;
  innovation[X] = x;
  innovation[Y] = y;
  innovation[S_XX] = xx;
  innovation[S_XY] = xy;
  innovation[S_YX] = yx;
  innovation[S_YY] = yy;
  innovation[DET] = det;
  innovation[MAHALANOBIS] = (x * x * yy - x * y * (xy + yx) + y * y * xx) / det;
}

/**
 * Mahalanobis² + ln det S of a fix: −2 ln of how probable it is there, but for what all places have in common. Where errors have tails
 * it is that of Student's t, whose constant in a plane is the normal distribution's: what is far off costs less than its square.
 *
 * @param motion - Predicted to the time of `fix`.
 * @param trusted - Whether the source's ids are believed.
 * @returns `Infinity` beyond the gate.
 */
export function costOf(motion: Motion, fix: GroundFix, trusted: boolean, parameters: FusionParameters): number {
  writeInnovation(motion, fix, disagreement(trusted, parameters));
  const squared = innovation[MAHALANOBIS]!;
  const tails = trusted ? 0 : parameters.tails;
  const far = tails === 0 ? squared : (1 / tails + 2) * Math.log(1 + tails * squared);
  return far > parameters.gate ? Infinity : far + Math.log(innovation[DET]!);
}

/** Gain of each state by each coordinate, P Hᵀ S⁻¹: one row a state. */
const gain: Float64Array = new Float64Array(8);

/**
 * Takes in a fix; the velocity is kept within the speed limit. One that is far from where it was expected counts as any other: people turn
 * and stop, too.
 *
 * @param motion - Predicted to the time of `fix`.
 * @param trusted - Whether the source's ids are believed.
 */
export function update(motion: Motion, fix: GroundFix, trusted: boolean, parameters: FusionParameters): Motion {
  writeInnovation(motion, fix, disagreement(trusted, parameters));
  const x = innovation[X]!;
  const y = innovation[Y]!;
  const det = innovation[DET]!;
  const p = motion.cov;
  for (let r = 0; r < 4; r++) {
    gain[2 * r] = (p[4 * r]! * innovation[S_YY]! - p[4 * r + 1]! * innovation[S_YX]!) / det;
    gain[2 * r + 1] = (p[4 * r + 1]! * innovation[S_XX]! - p[4 * r]! * innovation[S_XY]!) / det;
  }
  const xvx = known(p, 0, 2);
  const xvy = known(p, 0, 3);
  const xy = known(p, 0, 1);
  const yvx = known(p, 1, 2);
  const yvy = known(p, 1, 3);
  const vxvy = known(p, 2, 3);
  const vx = motion.velocity.x + (gain[4]! * x + gain[5]! * y);
  const vy = motion.velocity.y + (gain[6]! * x + gain[7]! * y);
  const slower = Math.min(1, parameters.speed / Math.max(Math.hypot(vx, vy), 1e-9));
  return {
    time: motion.time,
    at: groundPoint(motion.at.x + (gain[0]! * x + gain[1]! * y), motion.at.y + (gain[2]! * x + gain[3]! * y)),
    velocity: { x: vx * slower, y: vy * slower },
    // prettier-ignore
    cov: [
      known(p, 0, 0), xy, xvx, xvy,
      xy, known(p, 1, 1), yvx, yvy,
      xvx, yvx, known(p, 2, 2), vxvy,
      xvy, yvy, vxvy, known(p, 3, 3),
    ],
  };
}

/**
 * An entry of P − K H P. Rounding makes a covariance lopsided over thousands of steps; the mean of both halves keeps it
 * symmetrical.
 */
function known(p: readonly number[], r: number, c: number): number {
  const upper = p[4 * r + c]! - gain[2 * r]! * p[c]! - gain[2 * r + 1]! * p[4 + c]!;
  const lower = p[4 * c + r]! - gain[2 * c]! * p[r]! - gain[2 * c + 1]! * p[4 + r]!;
  return (upper + lower) / 2;
}
