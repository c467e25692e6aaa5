/**
 * Brown–Conrady lens distortion on the normalised image plane (z = 1), and its inverse.
 *
 * Source: D. C. Brown, *Close-range camera calibration*, Photogrammetric Engineering 37 (1971) 855–866; coefficients in
 * OpenCV's order `[k1, k2, p1, p2, k3]`.
 *
 * With a negative k1 the radial polynomial stops growing at some radius and folds back: beyond it the model has no physical
 * meaning, a point far outside the view would appear inside the image. Both directions answer `null` there.
 */
export type Distortion = readonly [number, number, number, number, number];

export interface Bent {
  readonly x: number;
  readonly y: number;
}

/** A straight ray, and the 2×2 row-major derivative of the bent point by it. */
export interface Straight extends Bent {
  readonly jacobian: readonly [number, number, number, number];
}

/** @returns Where the lens puts the ray `(x, y, 1)`; `null` beyond the fold. */
export function distort(distortion: Distortion, x: number, y: number): Bent | null {
  // Read by index: this is the innermost loop of placing people, and destructuring an array iterates.
  const k1 = distortion[0];
  const k2 = distortion[1];
  const p1 = distortion[2];
  const p2 = distortion[3];
  const k3 = distortion[4];
  const u = x * x + y * y;
  if (!growsUpTo(k1, k2, k3, u)) return null;
  const radial = 1 + u * (k1 + u * (k2 + u * k3));
  return {
    x: x * radial + 2 * p1 * x * y + p2 * (u + 2 * x * x),
    y: y * radial + p1 * (u + 2 * y * y) + 2 * p2 * x * y,
  };
}

/** 1e-12 of a focal length: far below any pixel. */
const TOLERANCE = 1e-12;
const MAX_STEPS = 50;

/** Solves `distort(ray) = (x, y)` by Newton's method with halved steps. @returns `null` when no ray maps there. */
export function undistortNormalised(distortion: Distortion, x: number, y: number): Straight | null {
  const [k1, k2, p1, p2, k3] = distortion;
  let sx = 0;
  let sy = 0;
  let missX = x;
  let missY = y;
  // Starting from the centre and never stepping over the fold keeps to the one physical root.
  for (let step = 0; step < MAX_STEPS; step++) {
    const u = sx * sx + sy * sy;
    const radial = 1 + u * (k1 + u * (k2 + u * k3));
    const slope = k1 + u * (2 * k2 + u * 3 * k3);
    const a = radial + 2 * sx * sx * slope + 2 * p1 * sy + 6 * p2 * sx;
    const b = 2 * sx * sy * slope + 2 * p1 * sx + 2 * p2 * sy;
    const d = radial + 2 * sy * sy * slope + 6 * p1 * sy + 2 * p2 * sx;
    if (Math.abs(missX) + Math.abs(missY) < TOLERANCE) return { x: sx, y: sy, jacobian: [a, b, b, d] };
    const det = a * d - b * b;
    if (!(det > 1e-9)) return null;
    const dx = (d * missX - b * missY) / det;
    const dy = (a * missY - b * missX) / det;
    let share = 1;
    let bent: Bent | null;
    let better: boolean;
    do {
      bent = distort(distortion, sx + share * dx, sy + share * dy);
      better = bent !== null && Math.hypot(x - bent.x, y - bent.y) < Math.hypot(missX, missY);
      if (!better) share /= 2;
    } while (!better && share > 1e-6);
    // No step helps: done to rounding, or stuck at the fold.
    if (!bent || !better) {
      const done = Math.abs(missX) + Math.abs(missY) < 1e-9;
      return done ? { x: sx, y: sy, jacobian: [a, b, b, d] } : null;
    }
    sx += share * dx;
    sy += share * dy;
    missX = x - bent.x;
    missY = y - bent.y;
  }
  return null;
}

/** Whether `r·(1 + k1·r² + k2·r⁴ + k3·r⁶)` grows on all of `[0, √u]`: its slope, a cubic in u, stays positive. */
function growsUpTo(k1: number, k2: number, k3: number, u: number): boolean {
  if (k1 >= 0 && k2 >= 0 && k3 >= 0) return true;
  const slope = (v: number) => 1 + v * (3 * k1 + v * (5 * k2 + v * 7 * k3));
  if (slope(u) <= 0) return false;
  // Its inner extrema: 21·k3·v² + 10·k2·v + 3·k1 = 0.
  if (k3 === 0) {
    if (k2 === 0) return true;
    const v = (-3 * k1) / (10 * k2);
    return !(v > 0 && v < u) || slope(v) > 0;
  }
  const root = 100 * k2 * k2 - 252 * k3 * k1;
  if (root <= 0) return true;
  return [-1, 1].every((sign) => {
    const v = (-10 * k2 + sign * Math.sqrt(root)) / (42 * k3);
    return !(v > 0 && v < u) || slope(v) > 0;
  });
}
