import { MOT } from '#core/datasets/mot-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import type { MotBenchmark } from '#core/metrics/mot-benchmark.ts';
import { checkFrames } from '#core/metrics/mot-rows.ts';
import { motSequence } from '#core/metrics/mot-sequence.ts';
import { type TrackingSums, tracking } from '#core/metrics/tracking.ts';

/**
 * Scores what was tracked in one sequence.
 *
 * @param sequence - Its name, for messages.
 * @param length - In frames; `null` when nobody says, and then the last frame of the truth is the last.
 * @throws WorkbenchError `dataset/malformed` for a frame outside the sequence, or an id twice in one.
 */
export function scoreMot(
  sequence: string,
  truth: NumberTable,
  tracked: NumberTable,
  length: number | null,
  benchmark: MotBenchmark,
): TrackingSums {
  const frames = length ?? truth.columns[MOT.frame]!.reduce((last, frame) => Math.max(last, frame), 1);
  checkFrames(truth, sequence, frames);
  checkFrames(tracked, sequence, frames);
  return tracking.score(motSequence(truth, tracked, frames, benchmark));
}
