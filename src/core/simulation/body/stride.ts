/**
 * Where a foot is in the cycle of a walk, and how long that cycle is.
 *
 * Source: J. Perry & J. M. Burnfield, *Gait Analysis*, 2nd ed. (2010) ch. 1: a foot stands for six tenths of a stride and swings for the
 * rest; the heel comes down first, the toe leaves last.
 */

/** How much of a stride a foot stands on the floor. */
const STANCE = 0.6;

/** m of a left and a right step. Slow walkers take shorter steps, not only fewer. @param speed - m/s */
export function strideLength(height: number, speed: number): number {
  return height * 0.8 * Math.sqrt(Math.min(2.2, Math.max(0.15, Math.abs(speed)) / 1.3));
}

/** A foot against the body that walks over it. */
export interface Footfall {
  /** Of the ankle before the hip, m. */
  readonly ahead: number;
  /** Of the sole's lowest point over the floor, m. */
  readonly lift: number;
  /** Toes up positive, rad. */
  readonly pitch: number;
}

/** @param phase - Of its own stride: 0 as its heel comes down. @param stride - m */
export function footfall(phase: number, stride: number, height: number): Footfall {
  const p = phase - Math.floor(phase);
  const front = STANCE * stride * 0.46;
  const back = -STANCE * stride * 0.54;
  const vigour = Math.min(1, stride / (0.8 * height));
  if (p < STANCE) {
    const t = p / STANCE;
    const strike = 0.3 * vigour * Math.max(0, 1 - t / 0.18);
    const push = 0.75 * vigour * ease((t - 0.62) / 0.38);
    return { ahead: front + (back - front) * t, lift: 0, pitch: strike - push };
  }
  const t = (p - STANCE) / (1 - STANCE);
  return {
    ahead: back + (front - back) * ease(t),
    lift: 0.045 * height * vigour * Math.sin(Math.PI * t) ** 1.5 * (1 - 0.35 * t),
    pitch: -0.75 * vigour * (1 - ease(t / 0.7)) + 0.3 * vigour * ease((t - 0.5) / 0.5),
  };
}

/** From 0 to 1 without a jerk. */
function ease(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
}
