/**
 * The class with the greatest value; of equal ones the first.
 *
 * @param start - Where the first class is in `values`.
 * @param step - How far the next one is.
 */
export function likeliest(values: Float32Array, start: number, classes: number, step = 1): number {
  let best = 0;
  let greatest = values[start]!;
  for (let k = 1, at = start + step; k < classes; k++, at += step) {
    const value = values[at]!;
    if (value > greatest) {
      greatest = value;
      best = k;
    }
  }
  return best;
}
