/**
 * What the benchmarks of MOTChallenge want done to a sequence before it is scored.
 *
 * Source: A. Milan, L. Leal-Taixé, I. Reid, S. Roth & K. Schindler, *MOT16: A Benchmark for Multi-Object Tracking*,
 * arXiv 1603.00831, §4; P. Dendorfer et al., *MOT20*, arXiv 2003.09003. Parity: TrackEval 12c8791.
 */
export interface MotBenchmark {
  /** As printed. */
  readonly name: string;
  /**
   * Classes that look like a pedestrian and are none. What is tracked there is neither right nor wrong, and left out. `null`:
   * the benchmark knows no classes.
   */
  readonly distractors: readonly number[] | null;
}

export const motBenchmarks = {
  mot15: { name: 'MOT15', distractors: null },
  /** Person on a vehicle, static person, distractor, reflection. MOT16 has the same. */
  mot17: { name: 'MOT17', distractors: [2, 7, 8, 12] },
  /** Vehicles without a motor as well. */
  mot20: { name: 'MOT20', distractors: [2, 6, 7, 8, 12] },
} as const satisfies Record<string, MotBenchmark>;

export type MotBenchmarkName = keyof typeof motBenchmarks;

export const PEDESTRIAN = 1;
/** Classes are 1 to 13. */
export const CLASSES = 13;
