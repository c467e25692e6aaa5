/**
 * The constant-velocity Kalman filter of a box as centre x, y, aspect ratio a and height h, one step a frame.
 *
 * Source: Wojke, Bewley & Paulus, *Simple Online and Realtime Tracking with a Deep Association Metric*, ICIP 2017, §2.1, as
 * ByteTrack uses it. F, Q, R and P₀ are block-diagonal there, so the 8 × 8 filter falls apart, exactly, into four filters of
 * position and velocity. The noise of x, y and h is the same multiple of h, so these three even share their covariance.
 */
import type { Box } from '#core/geometry/box.ts';

/** Standard deviation of position and velocity noise, as a share of the box's height. */
const POSITION_NOISE = 1 / 20;
const VELOCITY_NOISE = 1 / 160;
/** Standard deviations of the aspect ratio, which does not grow with the box. */
const ASPECT_NOISE = 1e-2;
const ASPECT_VELOCITY_NOISE = 1e-5;
const ASPECT_MEASUREMENT_NOISE = 1e-1;

/** Mean and covariance. Velocities are per frame. */
export interface Motion {
  /** Centre, px. */
  readonly x: number;
  readonly y: number;
  /** Width over height. */
  readonly a: number;
  /** px */
  readonly h: number;
  readonly vx: number;
  readonly vy: number;
  readonly va: number;
  readonly vh: number;
  /** Covariance of position and velocity, px²: the same for x, y and h. */
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
  /** Covariance of a and its velocity. */
  readonly app: number;
  readonly apv: number;
  readonly avv: number;
}

/** @param box - Not empty. */
export function initiate(box: Box): Motion {
  const width = box.x1 - box.x0;
  const h = box.y1 - box.y0;
  return {
    x: box.x0 + width / 2,
    y: box.y0 + h / 2,
    a: width / h,
    h,
    vx: 0,
    vy: 0,
    va: 0,
    vh: 0,
    pp: (2 * POSITION_NOISE * h) ** 2,
    pv: 0,
    vv: (10 * VELOCITY_NOISE * h) ** 2,
    app: ASPECT_NOISE ** 2,
    apv: 0,
    avv: ASPECT_VELOCITY_NOISE ** 2,
  };
}

/** One frame later. @param lost - Nobody grows while out of sight. */
export function predict(motion: Motion, lost: boolean): Motion {
  const { x, y, a, h, vx, vy, va, pp, pv, vv, app, apv, avv } = motion;
  const vh = lost ? 0 : motion.vh;
  return {
    x: x + vx,
    y: y + vy,
    a: a + va,
    h: h + vh,
    vx,
    vy,
    va,
    vh,
    pp: pp + 2 * pv + vv + (POSITION_NOISE * h) ** 2,
    pv: pv + vv,
    vv: vv + (VELOCITY_NOISE * h) ** 2,
    app: app + 2 * apv + avv + ASPECT_NOISE ** 2,
    apv: apv + avv,
    avv: avv + ASPECT_VELOCITY_NOISE ** 2,
  };
}

/** @param box - What was measured; not empty. */
export function update(motion: Motion, box: Box): Motion {
  const { x, y, a, h, vx, vy, va, vh, pp, pv, vv, app, apv, avv } = motion;
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const variance = pp + (POSITION_NOISE * h) ** 2;
  const gain = pp / variance;
  const velocityGain = pv / variance;
  const aspectVariance = app + ASPECT_MEASUREMENT_NOISE ** 2;
  const aspectGain = app / aspectVariance;
  const aspectVelocityGain = apv / aspectVariance;
  const dx = box.x0 + width / 2 - x;
  const dy = box.y0 + height / 2 - y;
  const da = width / height - a;
  const dh = height - h;
  return {
    x: x + gain * dx,
    y: y + gain * dy,
    a: a + aspectGain * da,
    h: h + gain * dh,
    vx: vx + velocityGain * dx,
    vy: vy + velocityGain * dy,
    va: va + aspectVelocityGain * da,
    vh: vh + velocityGain * dh,
    pp: pp - gain * pp,
    pv: pv - gain * pv,
    vv: vv - velocityGain * pv,
    app: app - aspectGain * app,
    apv: apv - aspectGain * apv,
    avv: avv - aspectVelocityGain * apv,
  };
}

export function boxOf(motion: Motion): Box {
  const { x, y, a, h } = motion;
  const width = a * h;
  const x0 = x - width / 2;
  const y0 = y - h / 2;
  return { x0, y0, x1: x0 + width, y1: y0 + h };
}
