/** A Kalman filter with whole matrices, by the book, to hold the ones that fell apart against. Row-major arrays of rows. */
type Matrix = readonly (readonly number[])[];

export interface FullState {
  readonly mean: readonly number[];
  readonly cov: Matrix;
}

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, c) => row.reduce((sum, value, k) => sum + value * b[k]![c]!, 0)));
const plus = (a: Matrix, b: Matrix, sign = 1): Matrix => a.map((row, r) => row.map((v, c) => v + sign * b[r]![c]!));
const turned = (a: Matrix): Matrix => a[0]!.map((_, c) => a.map((row) => row[c]!));
export const diagonal = (values: readonly number[]): Matrix =>
  values.map((value, r) => values.map((_, c) => (r === c ? value : 0)));

/** Gauss and Jordan. */
function inverse(a: Matrix): Matrix {
  const n = a.length;
  const rows = a.map((row, r) => [...row, ...row.map((_, c) => (r === c ? 1 : 0))]);
  for (let c = 0; c < n; c++) {
    const pivot = rows[c]!.map((value) => value / rows[c]![c]!);
    rows[c] = pivot;
    for (let r = 0; r < n; r++) if (r !== c) rows[r] = rows[r]!.map((v, k) => v - rows[r]![c]! * pivot[k]!);
  }
  return rows.map((row) => row.slice(n));
}

export function predictFull({ mean, cov }: FullState, f: Matrix, q: Matrix): FullState {
  return { mean: times(f, turned([mean])).flat(), cov: plus(times(times(f, cov), turned(f)), q) };
}

export function updateFull({ mean, cov }: FullState, h: Matrix, r: Matrix, z: readonly number[]): FullState {
  const gain = times(times(cov, turned(h)), inverse(plus(times(times(h, cov), turned(h)), r)));
  const innovation = plus(turned([z]), times(h, turned([mean])), -1);
  const left = plus(diagonal(mean.map(() => 1)), times(gain, h), -1);
  return {
    mean: plus(turned([mean]), times(gain, innovation)).flat(),
    // Joseph's form.
    cov: plus(times(times(left, cov), turned(left)), times(times(gain, r), turned(gain))),
  };
}
