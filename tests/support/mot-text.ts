import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { type MotBenchmarkName, motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { type TrackingName, tracking } from '#core/metrics/tracking.ts';

/** Scores one sequence that is written down here. */
export function scoreText(
  truth: string,
  tracked: string,
  benchmark: MotBenchmarkName,
  length: number | null = null,
): Readonly<Record<TrackingName, number>> {
  const rules = motBenchmarks[benchmark];
  const [a, b] = [readMotTruth(truth, 'gt.txt', rules), readMotTracked(tracked, 'out.txt', rules)];
  return tracking.finish(scoreMot('aisle', a, b, length, rules));
}
