/**
 * Non-linear least squares, dense, with a numeric Jacobian: for calibrations of some hundred unknowns.
 *
 * Source: D. W. Marquardt, *SIAM J. Appl. Math.* 11 (1963) 431–441; damping by the diagonal and its schedule after
 * K. Madsen, H. B. Nielsen & O. Tingleff, *Methods for Non-Linear Least Squares Problems*, 2nd ed. (2004), §3.2.
 */
import { solveSymmetric } from '#core/math/symmetric.ts';

/** From `n` unknowns to `m` residuals, always the same `m`. */
export type Residuals = (unknowns: Float64Array) => Float64Array;

export interface LeastSquaresOptions {
  readonly maxSteps?: number;
  /** Stop when a step changes the cost by less than this share of it. */
  readonly tolerance?: number;
}

export interface LeastSquaresFit {
  readonly unknowns: Float64Array;
  /** Half the sum of squared residuals. */
  readonly cost: number;
  readonly steps: number;
  /** Whether it stopped because nothing improved any more, not because `maxSteps` were used up. */
  readonly converged: boolean;
}

/** @param start - Unknowns near the minimum; not changed. */
export function minimise(
  residuals: Residuals,
  start: readonly number[] | Float64Array,
  { maxSteps = 100, tolerance = 1e-10 }: LeastSquaresOptions = {},
): LeastSquaresFit {
  let unknowns = Float64Array.from(start);
  let values = residuals(unknowns);
  let cost = halfSquares(values);
  let damping = 1e-3;
  let growth = 2;

  for (let step = 0; step < maxSteps; step++) {
    const { matrix, gradient } = normalEquations(residuals, unknowns, values);
    for (;;) {
      const move = solveDamped(matrix, gradient, damping);
      const next = move && Float64Array.from(unknowns, (u, i) => u - move[i]!);
      const nextValues = next && residuals(next);
      const nextCost = nextValues ? halfSquares(nextValues) : Infinity;
      if (next && nextValues && nextCost < cost) {
        const gain = cost - nextCost;
        const done = gain <= tolerance * cost;
        unknowns = next;
        values = nextValues;
        cost = nextCost;
        damping = Math.max(damping / 3, 1e-12);
        growth = 2;
        if (done) return { unknowns, cost, steps: step + 1, converged: true };
        break;
      }
      damping *= growth;
      growth *= 2;
      // No direction goes down, however short the step: this is the minimum to rounding.
      if (!(damping < 1e12)) return { unknowns, cost, steps: step, converged: true };
    }
  }
  return { unknowns, cost, steps: maxSteps, converged: false };
}

function halfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum / 2;
}

/** `JᵀJ` and `Jᵀr`, with J by central differences. */
function normalEquations(residuals: Residuals, unknowns: Float64Array, values: Float64Array) {
  const n = unknowns.length;
  const columns = Array.from(unknowns, (at, i) => {
    const nudge = 1e-6 * Math.max(1, Math.abs(at));
    const up = Float64Array.from(unknowns);
    const down = Float64Array.from(unknowns);
    up[i] = at + nudge;
    down[i] = at - nudge;
    const above = residuals(up);
    const below = residuals(down);
    return above.map((value, k) => (value - below[k]!) / (2 * nudge));
  });
  const matrix = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    gradient[r] = dot(columns[r]!, values);
    for (let c = 0; c <= r; c++) matrix[r * n + c] = dot(columns[r]!, columns[c]!);
  }
  return { matrix, gradient };
}

function solveDamped(matrix: Float64Array, gradient: Float64Array, damping: number): Float64Array | null {
  const n = gradient.length;
  const damped = Float64Array.from(matrix);
  // A direction no residual feels has a zero on the diagonal: the floor keeps it still.
  for (let i = 0; i < n; i++) damped[i * n + i]! += damping * Math.max(matrix[i * n + i]!, 1e-9);
  return solveSymmetric(damped, gradient);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
