/**
 * The map from one plane to another that pairs of points give, by the normalised direct linear transformation.
 *
 * Source: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed. (2004), algorithm 4.2.
 */
import { type Matrix3, multiply } from '#core/geometry/rotation.ts';
import { solveSymmetric } from '#core/math/symmetric.ts';

interface Pair {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/**
 * @param pairs - At least four.
 * @returns `from` to `to`, 3×3 row-major up to scale; `null` when all points of one side are one point.
 */
export function findHomography(pairs: readonly Pair[]): Matrix3 | null {
  const from = normaliser(pairs.map((pair) => pair.from));
  const to = normaliser(pairs.map((pair) => pair.to));
  if (from === null || to === null) return null;
  const matrix = new Float64Array(81);
  for (const pair of pairs) {
    const [x, y] = from.apply(pair.from);
    const [u, v] = to.apply(pair.to);
    addRow(matrix, [0, 0, 0, -x, -y, -1, v * x, v * y, v]);
    addRow(matrix, [x, y, 1, 0, 0, 0, -u * x, -u * y, -u]);
  }
  const h = smallest(matrix);
  return h && multiply(multiply(to.inverse, Array.from(h)), from.matrix);
}

/** Moves the centroid to 0 and the mean distance from it to √2. */
function normaliser(points: readonly (readonly [number, number])[]) {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x, y]) => sum + Math.hypot(x - mx, y - my), 0) / points.length;
  if (!(spread > 0)) return null;
  const s = Math.SQRT2 / spread;
  return {
    matrix: [s, 0, -s * mx, 0, s, -s * my, 0, 0, 1],
    inverse: [1 / s, 0, mx, 0, 1 / s, my, 0, 0, 1],
    apply: ([x, y]: readonly [number, number]) => [s * (x - mx), s * (y - my)] as const,
  };
}

function addRow(matrix: Float64Array, row: readonly number[]): void {
  for (let r = 0; r < 9; r++) for (let c = 0; c < 9; c++) matrix[9 * r + c]! += row[r]! * row[c]!;
}

/** The eigenvector of the smallest eigenvalue, by inverse iteration. */
function smallest(matrix: Float64Array): Float64Array | null {
  const shifted = Float64Array.from(matrix);
  let trace = 0;
  for (let i = 0; i < 9; i++) trace += matrix[10 * i]!;
  for (let i = 0; i < 9; i++) shifted[10 * i]! += 1e-13 * trace;
  let vector = Float64Array.from({ length: 9 }, (_, i) => 1 + 0.1 * i);
  for (let step = 0; step < 12; step++) {
    const next = solveSymmetric(shifted, vector);
    if (next === null) return null;
    const length = Math.hypot(...next);
    vector = next.map((value) => value / length);
  }
  return vector;
}
