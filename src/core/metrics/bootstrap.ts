/**
 * How far a figure would have moved had other sequences been filmed: sequences are drawn anew, with replacement, from those there
 * are, and combined as the metric combines them. Percentile intervals.
 *
 * Source: B. Efron & R. J. Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall 1993, §6.2 and §13.3.
 */
import { seeded } from '#core/math/seeded.ts';
import type { Metric } from '#core/metrics/metric.ts';

/** Of fewer sequences nobody can say how they vary. */
export const FEWEST_SEQUENCES = 5;
const LEVEL = 0.95;
/** With one more, 2.5 % and 97.5 % would be whole numbers of draws: then the 50th and the 1950th are the ends. */
const DRAWS = 1999;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Intervals<Name extends string> {
  /** How many independent sequences were drawn from. */
  readonly sequences: number;
  /** How much of what is drawn lies within, 0.95. */
  readonly level: number;
  /** By fraction; counts have none, because they grow with the length of what is drawn. */
  readonly figures: Readonly<Partial<Record<Name, Interval>>>;
}

/**
 * @param sums - Of each independent sequence. What shares its footage is not independent: combine it first.
 * @param seed - Equal seeds give equal intervals.
 * @returns `null` of fewer than {@link FEWEST_SEQUENCES}.
 */
export function bootstrapIntervals<Sums, Name extends string>(
  metric: Pick<Metric<never, Sums, Name>, 'figures' | 'combine' | 'finish'>,
  sums: readonly Sums[],
  seed: number,
): Intervals<Name> | null {
  if (sums.length < FEWEST_SEQUENCES) return null;
  const next = seeded(seed);
  const draws = Array.from({ length: DRAWS }, () =>
    metric.finish(metric.combine(sums.map(() => sums[Math.floor(next() * sums.length)]!))),
  );
  const figures: Partial<Record<Name, Interval>> = {};
  for (const name of Object.keys(metric.figures) as Name[]) {
    const { kind, none } = metric.figures[name];
    if (kind === 'count') continue;
    const values = draws.map((draw) => draw[name]).filter((value) => value !== none);
    if (values.length > 0) figures[name] = percentiles(values);
  }
  return { sequences: sums.length, level: LEVEL, figures };
}

function percentiles(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - LEVEL) / 2;
  const below = Math.max(1, Math.floor((sorted.length + 1) * tail + 1e-9));
  return { low: sorted[below - 1]!, high: sorted[sorted.length - below]! };
}
