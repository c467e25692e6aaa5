import { type MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';

/** A benchmark that files look like, and why. */
export interface BenchmarkGuess {
  readonly benchmark: MotBenchmarkName;
  /** The sequences are called as it; the ground truth has classes; it has none. */
  readonly because: 'name' | 'classes' | 'no-classes';
}

/** MOT16 is scored by the same rules as MOT17. */
const NAMED: readonly (readonly [RegExp, MotBenchmarkName])[] = [
  [/^MOT1[67]-/iu, 'mot17'],
  [/^MOT20-/iu, 'mot20'],
];

/**
 * @param sequences - Their names.
 * @param row - A row of the ground truth, as it stands in the file.
 */
export function guessBenchmark(sequences: readonly string[], row: string): BenchmarkGuess {
  for (const [named, benchmark] of NAMED) {
    if (sequences.length > 0 && sequences.every((name) => named.test(name))) return { benchmark, because: 'name' };
  }
  // Nine columns end in class and visibility; where there are ten, the eighth is metres, and with less there is no class.
  const columns = row.trim().split(row.includes(',') ? ',' : /\s+/u).length;
  return columns === 8 || columns === 9
    ? { benchmark: 'mot17', because: 'classes' }
    : { benchmark: 'mot15', because: 'no-classes' };
}
