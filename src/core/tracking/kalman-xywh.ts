/**
 * The constant-velocity Kalman filter of a box as centre x, y, width w and height h, one step a frame.
 *
 * Source: Aharon, Orfaig & Bobrovsky, *BoT-SORT: Robust Associations Multi-Pedestrian Tracking*, arXiv 2206.14651, §3.1: the
 * noise of `kalman-xyah.ts`, with the width in place of the aspect ratio; that of x and w is a multiple of the
 * width, that of y and h of the height. So x and w share their covariance, and y and h theirs.
 */
import type { Box } from '#core/geometry/box.ts';

/** Standard deviation of position and velocity noise, as a share of the box's width or height. */
const POSITION_NOISE = 1 / 20;
const VELOCITY_NOISE = 1 / 160;

/** Mean and covariance. Velocities are per frame. */
export interface Motion {
  /** Centre, px. */
  readonly x: number;
  readonly y: number;
  /** px */
  readonly w: number;
  readonly h: number;
  readonly vx: number;
  readonly vy: number;
  readonly vw: number;
  readonly vh: number;
  /** Covariance of position and velocity, px²: the same for x and w. */
  readonly xpp: number;
  readonly xpv: number;
  readonly xvv: number;
  /** The same for y and h. */
  readonly ypp: number;
  readonly ypv: number;
  readonly yvv: number;
}

/** @param box - Not empty. */
export function initiate(box: Box): Motion {
  const w = box.x1 - box.x0;
  const h = box.y1 - box.y0;
  return {
    x: box.x0 + w / 2,
    y: box.y0 + h / 2,
    w,
    h,
    vx: 0,
    vy: 0,
    vw: 0,
    vh: 0,
    xpp: (2 * POSITION_NOISE * w) ** 2,
    xpv: 0,
    xvv: (10 * VELOCITY_NOISE * w) ** 2,
    ypp: (2 * POSITION_NOISE * h) ** 2,
    ypv: 0,
    yvv: (10 * VELOCITY_NOISE * h) ** 2,
  };
}

/** One frame later. @param lost - Nobody grows while out of sight. */
export function predict(motion: Motion, lost: boolean): Motion {
  const { x, y, w, h, vx, vy, xpp, xpv, xvv, ypp, ypv, yvv } = motion;
  const vw = lost ? 0 : motion.vw;
  const vh = lost ? 0 : motion.vh;
  return {
    x: x + vx,
    y: y + vy,
    w: w + vw,
    h: h + vh,
    vx,
    vy,
    vw,
    vh,
    xpp: xpp + 2 * xpv + xvv + (POSITION_NOISE * w) ** 2,
    xpv: xpv + xvv,
    xvv: xvv + (VELOCITY_NOISE * w) ** 2,
    ypp: ypp + 2 * ypv + yvv + (POSITION_NOISE * h) ** 2,
    ypv: ypv + yvv,
    yvv: yvv + (VELOCITY_NOISE * h) ** 2,
  };
}

/** @param box - What was measured; not empty. */
export function update(motion: Motion, box: Box): Motion {
  const { x, y, w, h, vx, vy, vw, vh, xpp, xpv, xvv, ypp, ypv, yvv } = motion;
  const width = box.x1 - box.x0;
  const height = box.y1 - box.y0;
  const xVariance = xpp + (POSITION_NOISE * w) ** 2;
  const yVariance = ypp + (POSITION_NOISE * h) ** 2;
  const xGain = xpp / xVariance;
  const yGain = ypp / yVariance;
  const xVelocityGain = xpv / xVariance;
  const yVelocityGain = ypv / yVariance;
  const dx = box.x0 + width / 2 - x;
  const dy = box.y0 + height / 2 - y;
  return {
    x: x + xGain * dx,
    y: y + yGain * dy,
    w: w + xGain * (width - w),
    h: h + yGain * (height - h),
    vx: vx + xVelocityGain * dx,
    vy: vy + yVelocityGain * dy,
    vw: vw + xVelocityGain * (width - w),
    vh: vh + yVelocityGain * (height - h),
    xpp: xpp - xGain * xpp,
    xpv: xpv - xGain * xpv,
    xvv: xvv - xVelocityGain * xpv,
    ypp: ypp - yGain * ypp,
    ypv: ypv - yGain * ypv,
    yvv: yvv - yVelocityGain * ypv,
  };
}

export function boxOf(motion: Motion): Box {
  const { x, y, w, h } = motion;
  const x0 = x - w / 2;
  const y0 = y - h / 2;
  return { x0, y0, x1: x0 + w, y1: y0 + h };
}
