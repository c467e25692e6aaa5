/**
 * The constant-velocity Kalman filter of a box as centre x, y, area s and aspect ratio r, one step a frame.
 *
 * Source: Bewley, Ge, Ott, Ramos & Upcroft, *Simple Online and Realtime Tracking*, ICIP 2016, §3.2. The aspect ratio is
 * held constant. F, Q, R and P₀ are diagonal there, so the 7 × 7 filter falls apart, exactly, into filters of position and
 * velocity; x and y share every number of theirs and so their covariance.
 */
import type { Box } from '#core/geometry/box.ts';

/** Variances: of a measured centre and of a measured area or aspect ratio, of a new position and of a new velocity. */
const CENTRE_NOISE = 1;
const SHAPE_NOISE = 10;
const FIRST_POSITION = 10;
const FIRST_VELOCITY = 10_000;
/** Variances that a frame adds: to every position, to the velocity of the centre, to that of the area. */
const POSITION_DRIFT = 1;
const VELOCITY_DRIFT = 1e-2;
const AREA_VELOCITY_DRIFT = 1e-4;

/** Mean and covariance. Velocities are per frame. */
export interface Motion {
  /** Centre, px. */
  readonly x: number;
  readonly y: number;
  /** Area, px². */
  readonly s: number;
  /** Width over height. */
  readonly r: number;
  readonly vx: number;
  readonly vy: number;
  readonly vs: number;
  /** Covariance of position and velocity: the same for x and y. */
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
  /** Covariance of s and its velocity, and variance of r. */
  readonly spp: number;
  readonly spv: number;
  readonly svv: number;
  readonly rpp: number;
}

/** @param box - Not empty. */
export function initiate(box: Box): Motion {
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  return {
    x: box.x0 + width / 2,
    y: box.y0 + height / 2,
    s: width * height,
    r: width / height,
    vx: 0,
    vy: 0,
    vs: 0,
    pp: FIRST_POSITION,
    pv: 0,
    vv: FIRST_VELOCITY,
    spp: FIRST_POSITION,
    spv: 0,
    svv: FIRST_VELOCITY,
    rpp: FIRST_POSITION,
  };
}

/** One frame later. A box that would shrink to nothing keeps its size. */
export function predict(motion: Motion): Motion {
  const { x, y, s, r, vx, vy, pp, pv, vv, spp, spv, svv, rpp } = motion;
  const vs = s + motion.vs <= 0 ? 0 : motion.vs;
  return {
    x: x + vx,
    y: y + vy,
    s: s + vs,
    r,
    vx,
    vy,
    vs,
    pp: pp + 2 * pv + vv + POSITION_DRIFT,
    pv: pv + vv,
    vv: vv + VELOCITY_DRIFT,
    spp: spp + 2 * spv + svv + POSITION_DRIFT,
    spv: spv + svv,
    svv: svv + AREA_VELOCITY_DRIFT,
    rpp: rpp + POSITION_DRIFT,
  };
}

/** @param box - What was measured; not empty. */
export function update(motion: Motion, box: Box): Motion {
  const { x, y, s, r, vx, vy, vs, pp, pv, vv, spp, spv, svv, rpp } = motion;
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const gain = pp / (pp + CENTRE_NOISE);
  const velocityGain = pv / (pp + CENTRE_NOISE);
  const areaGain = spp / (spp + SHAPE_NOISE);
  const areaVelocityGain = spv / (spp + SHAPE_NOISE);
  const aspectGain = rpp / (rpp + SHAPE_NOISE);
  const dx = box.x0 + width / 2 - x;
  const dy = box.y0 + height / 2 - y;
  const ds = width * height - s;
  return {
    x: x + gain * dx,
    y: y + gain * dy,
    s: s + areaGain * ds,
    r: r + aspectGain * (width / height - r),
    vx: vx + velocityGain * dx,
    vy: vy + velocityGain * dy,
    vs: vs + areaVelocityGain * ds,
    pp: pp - gain * pp,
    pv: pv - gain * pv,
    vv: vv - velocityGain * pv,
    spp: spp - areaGain * spp,
    spv: spv - areaGain * spv,
    svv: svv - areaVelocityGain * spv,
    rpp: rpp - aspectGain * rpp,
  };
}

/** Corners are NaN once the area has become negative. */
export function boxOf(motion: Motion): Box {
  const { x, y, s, r } = motion;
  const width = Math.sqrt(s * r);
  const height = s / width;
  return { x0: x - width / 2, y0: y - height / 2, x1: x + width / 2, y1: y + height / 2 };
}
