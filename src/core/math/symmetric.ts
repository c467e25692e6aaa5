/**
 * Symmetric positive definite systems, by Cholesky's `A = LLᵀ`.
 *
 * Source: G. H. Golub & C. F. Van Loan, *Matrix Computations*, 4th ed. (2013), algorithm 4.2.2.
 */

/**
 * @param matrix - `n × n` row-major, symmetric; only the lower triangle is read.
 * @returns `x` with `matrix · x = rhs`; `null` when the matrix is not positive definite.
 */
export function solveSymmetric(matrix: Float64Array, rhs: Float64Array): Float64Array | null {
  const lower = cholesky(matrix, rhs.length);
  return lower && solveLower(lower, rhs);
}

/** @returns The `n × n` row-major inverse; `null` when the matrix is not positive definite. */
export function invertSymmetric(matrix: Float64Array, n: number): Float64Array | null {
  const lower = cholesky(matrix, n);
  if (!lower) return null;
  const inverse = new Float64Array(n * n);
  for (let c = 0; c < n; c++) {
    const unit = new Float64Array(n);
    unit[c] = 1;
    inverse.set(solveLower(lower, unit), c * n);
  }
  return inverse;
}

function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) {
      let rest = matrix[r * n + c]!;
      for (let k = 0; k < c; k++) rest -= lower[r * n + k]! * lower[c * n + k]!;
      if (r === c) {
        if (!(rest > 0)) return null;
        lower[r * n + r] = Math.sqrt(rest);
      } else {
        lower[r * n + c] = rest / lower[c * n + c]!;
      }
    }
  }
  return lower;
}

/** Forward, then backward substitution. */
function solveLower(lower: Float64Array, rhs: Float64Array): Float64Array {
  const n = rhs.length;
  const x = Float64Array.from(rhs);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < r; k++) x[r]! -= lower[r * n + k]! * x[k]!;
    x[r]! /= lower[r * n + r]!;
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) x[r]! -= lower[k * n + r]! * x[k]!;
    x[r]! /= lower[r * n + r]!;
  }
  return x;
}
