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
  rays[0] = x;
  rays[1] = y;
  return bend(distortion, rays, 0, 2) ? { x: rays[2]!, y: rays[3]! } : null;
}

/** @returns The ray that the lens puts at `(x, y)`; `null` when there is none. */
export function undistortNormalised(distortion: Distortion, x: number, y: number): Straight | null {
  rays[0] = x;
  rays[1] = y;
  if (!straighten(distortion, rays, 0, 2)) return null;
  return { x: rays[2]!, y: rays[3]!, jacobian: [rays[4]!, rays[5]!, rays[6]!, rays[7]!] };
}

const rays: Float64Array = new Float64Array(8);

/**
 * {@link distort} without anything allocated, for who places people in every frame: of the ray at `from` and `from + 1` of a list, written
 * to `to` and `to + 1`.
 *
 * @returns Whether it is there.
 */
export function bend(distortion: Distortion, list: Float64Array, from: number, to: number): boolean {
  const x = list[from]!;
  const y = list[from + 1]!;
  // Read by index: destructuring an array iterates.
  const k1 = distortion[0];
  const k2 = distortion[1];
  const p1 = distortion[2];
  const p2 = distortion[3];
  const k3 = distortion[4];
  const u = x * x + y * y;
  if (!(k1 >= 0 && k2 >= 0 && k3 >= 0) && !growsUpTo(distortion, u)) return false;
  const radial = 1 + u * (k1 + u * (k2 + u * k3));
  list[to] = x * radial + 2 * p1 * x * y + p2 * (u + 2 * x * x);
  list[to + 1] = y * radial + p1 * (u + 2 * y * y) + 2 * p2 * x * y;
  return true;
}

/** 1e-12 of a focal length: far below any pixel. */
const TOLERANCE = 1e-12;
const MAX_STEPS = 50;

/** A ray that is tried, and where the lens puts it. */
const trial: Float64Array = new Float64Array(4);

/**
 * {@link undistortNormalised} without anything allocated: of the point at `from`, written to `to`, the ray and then the jacobian.
 * Solves `distort(ray) = point` by Newton's method with halved steps.
 *
 * @returns Whether there is one.
 */
export function straighten(distortion: Distortion, list: Float64Array, from: number, to: number): boolean {
  const k1 = distortion[0];
  const k2 = distortion[1];
  const p1 = distortion[2];
  const p2 = distortion[3];
  const k3 = distortion[4];
  const x = list[from]!;
  const y = list[from + 1]!;
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
    const miss = Math.abs(missX) + Math.abs(missY);
    const det = a * d - b * b;
    let better = false;
    if (miss >= TOLERANCE) {
      if (!(det > 1e-9)) return false;
      const dx = (d * missX - b * missY) / det;
      const dy = (a * missY - b * missX) / det;
      for (let share = 1; share > 1e-6 && !better; share /= 2) {
        trial[0] = sx + share * dx;
        trial[1] = sy + share * dy;
        if (!bend(distortion, trial, 0, 2)) continue;
        const leftX = x - trial[2]!;
        const leftY = y - trial[3]!;
        better = leftX * leftX + leftY * leftY < missX * missX + missY * missY;
      }
    }
    // No step helps: done to rounding, or stuck at the fold.
    if (!better) {
      list[to] = sx;
      list[to + 1] = sy;
      list[to + 2] = a;
      list[to + 3] = b;
      list[to + 4] = b;
      list[to + 5] = d;
      return miss < 1e-9;
    }
    sx = trial[0]!;
    sy = trial[1]!;
    missX = x - trial[2]!;
    missY = y - trial[3]!;
  }
  return false;
}

/** Whether `r·(1 + k1·r² + k2·r⁴ + k3·r⁶)` grows on all of `[0, √u]`: its slope, a cubic in u, stays positive. */
function growsUpTo(distortion: Distortion, u: number): boolean {
  const k1 = distortion[0];
  const k2 = distortion[1];
  const k3 = distortion[4];
  if (slope(distortion, u) <= 0) return false;
  // Its inner extrema: 21·k3·v² + 10·k2·v + 3·k1 = 0.
  if (k3 === 0) {
    if (k2 === 0) return true;
    return grows(distortion, (-3 * k1) / (10 * k2), u);
  }
  const root = 100 * k2 * k2 - 252 * k3 * k1;
  if (root <= 0) return true;
  return (
    grows(distortion, (-10 * k2 - Math.sqrt(root)) / (42 * k3), u) &&
    grows(distortion, (-10 * k2 + Math.sqrt(root)) / (42 * k3), u)
  );
}

/** At an extremum of the slope, which counts only within `[0, u]`. */
function grows(distortion: Distortion, extremum: number, u: number): boolean {
  return !(extremum > 0 && extremum < u) || slope(distortion, extremum) > 0;
}

function slope(distortion: Distortion, v: number): number {
  return 1 + v * (3 * distortion[0] + v * (5 * distortion[1] + v * 7 * distortion[4]));
}
