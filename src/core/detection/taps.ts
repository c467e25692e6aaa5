/**
 * Which samples of a line make one sample of a shorter or longer line, and with what weight: bilinear, and when
 * shrinking widened to the area a new sample stands for, so that nothing aliases. (P. Heckbert, *Filtered Image
 * Zooming*, 1989; Pillow's `BILINEAR` is the same filter.)
 */
export interface Taps {
  /** Neighbours that make one new sample. */
  readonly count: number;
  /** For each new sample, its first neighbour. */
  readonly starts: Int32Array;
  /** `count` for each new sample; they sum to 1. */
  readonly weights: Float64Array;
}

/**
 * @param from - Samples there are, at least 1.
 * @param to - Samples wanted.
 */
export function triangleTaps(from: number, to: number): Taps {
  const scale = from / to;
  const reach = Math.max(1, scale);
  const spans = Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.floor(centre - reach) + 1);
    const last = Math.min(from - 1, Math.ceil(centre + reach) - 1);
    return { centre, first, length: last - first + 1 };
  });
  const count = Math.max(...spans.map(({ length }) => length));

  const starts = new Int32Array(to);
  const weights = new Float64Array(to * count);
  for (const [i, { centre, first }] of spans.entries()) {
    const start = Math.min(first, from - count);
    const raw = Array.from({ length: count }, (_, k) => Math.max(0, 1 - Math.abs(start + k - centre) / reach));
    const sum = raw.reduce((a, b) => a + b);
    starts[i] = start;
    weights.set(
      raw.map((weight) => weight / sum),
      i * count,
    );
  }
  return { count, starts, weights };
}
