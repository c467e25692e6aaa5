/** A weight series with the span of an interaction marked. */
export interface Curve {
  /** µs */
  readonly times: readonly number[];
  /** g; NaN breaks the line. */
  readonly values: readonly number[];
  /** µs */
  readonly marked: readonly [number, number];
}

/** Where moments and weights stand on a picture, px. */
export interface CurveScale {
  readonly low: number;
  readonly high: number;
  x(time: number): number;
  y(grams: number): number;
  time(x: number): number;
}

/** Room for the axes, px. */
export const CURVE_MARGIN = { left: 52, right: 8, top: 10, bottom: 20 } as const;

/** Fits a curve; the weights leave out the wildest 2 % of the samples at either end, and span 20 g at least. */
export function fitCurve(
  { times, values }: Curve,
  { width, height }: { readonly width: number; readonly height: number },
): CurveScale {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1];
  const [least, most] = [known[Math.floor(0.02 * known.length)] ?? 0, known[Math.floor(0.98 * known.length)] ?? 1];
  const pad = Math.max(0, 20 - (most - least)) / 2 + 0.08 * (most - least);
  const [low, high] = [least - pad, most + pad];
  const { left, right, top, bottom } = CURVE_MARGIN;
  const [wide, tall] = [width - left - right, height - top - bottom];
  return {
    low,
    high,
    x: (time) => left + ((time - from) / Math.max(1, to - from)) * wide,
    y: (grams) => top + tall - ((grams - low) / (high - low)) * tall,
    time: (x) => from + ((x - left) / wide) * (to - from),
  };
}

/** The sample nearest to a moment; `null` of an empty curve. */
export function sampleAt(
  { times, values }: Curve,
  time: number,
): { readonly time: number; readonly grams: number } | null {
  let best = -1;
  for (const [index, each] of times.entries()) {
    if (best === -1 || Math.abs(each - time) < Math.abs(times[best]! - time)) best = index;
  }
  return best === -1 ? null : { time: times[best]!, grams: values[best]! };
}

/** Two to five round numbers between two weights, g. */
export function roundTicks(low: number, high: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / 2));
  const step = [5, 2, 1].map((factor) => factor * power).find((each) => (high - low) / each >= 2)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => (first + index) * step);
}
