/**
 * Which samples of a line make one sample of a shorter or longer line, and with what weight: bilinear, and when
 * shrinking widened to the area a new sample stands for, so that nothing aliases. (P. Heckbert, *Filtered Image
 * Zooming*, 1989; Pillow's `BILINEAR` is the same filter.)
 */

/** Weights are integers that sum to this: 2¹¹ twice over a byte still fits an int32. */
export const UNIT = 2048;

/** For each new sample `count` neighbours from `starts[i]`, with `weights[i·count …]` of {@link UNIT}. */
export interface Taps {
  readonly count: number;
  readonly starts: Int32Array;
  readonly weights: Int32Array;
}

/** @param from - Samples there are, at least 1. @param to - Samples wanted. */
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
  const weights = new Int32Array(to * count);
  spans.forEach(({ centre, first }, i) => {
    const start = Math.min(first, from - count);
    const raw = Array.from({ length: count }, (_, k) => Math.max(0, 1 - Math.abs(start + k - centre) / reach));
    starts[i] = start;
    weights.set(toUnit(raw), i * count);
  });
  return { count, starts, weights };
}

/** Integers that sum to {@link UNIT} exactly: what rounding loses goes to the heaviest. */
function toUnit(raw: readonly number[]): number[] {
  const sum = raw.reduce((a, b) => a + b, 0);
  const whole = raw.map((weight) => Math.round((weight * UNIT) / sum));
  const heaviest = raw.indexOf(Math.max(...raw));
  whole[heaviest]! += UNIT - whole.reduce((a, b) => a + b, 0);
  return whole;
}
