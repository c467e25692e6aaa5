/**
 * The port of every metric: what one sequence (or image set, or floor) came to, as sums that can be added up before they are
 * divided. Figures of several sequences are never averages of figures.
 */

/** How a figure is read. */
export interface Figure {
  /** A `fraction` is 1 at best and mostly in `[0, 1]` (MOTA and MODA can fall below 0); a `count` is whole. */
  readonly kind: 'fraction' | 'count';
  readonly better: 'higher' | 'lower';
}

/** @typeParam Input - What is scored at once. @typeParam Name - Figures, by the field's names. */
export interface Metric<Input, Sums, Name extends string> {
  /** As the paper calls it. */
  readonly name: string;
  /** Every figure that {@link Metric.finish} gives, in the order of a table's columns. */
  readonly figures: Readonly<Record<Name, Figure>>;
  score(input: Input): Sums;
  /** Sums of several inputs as if they were one. The order does not matter; of nothing, what scores 0. */
  combine(all: readonly Sums[]): Sums;
  finish(sums: Sums): Readonly<Record<Name, number>>;
}

export const fraction: Figure = { kind: 'fraction', better: 'higher' };
export const count: Figure = { kind: 'count', better: 'higher' };
export const mistakes: Figure = { kind: 'count', better: 'lower' };

/** `part / whole`, and 0 of nothing. Counts only: a whole below 1 counts as 1, as in TrackEval. */
export function ratio(part: number, whole: number): number {
  return part / Math.max(1, whole);
}
