import { MOT } from '#core/datasets/mot-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { boxOverlap } from '#core/metrics/box-overlap.ts';
import { type Entries, entriesOf, keepEntries } from '#core/metrics/entries.ts';
import { FrameMatching } from '#core/metrics/frame-matching.ts';
import { type MotBenchmark, PEDESTRIAN } from '#core/metrics/mot-benchmark.ts';
import { type ScoredSequence, sequenceOf } from '#core/metrics/sequence.ts';
import { type SimilarPairs, keepPairs, similarPairs } from '#core/metrics/similar-pairs.ts';

/** Least overlap at which what is tracked stands for a distractor. */
const THRESHOLD = 0.5 - Number.EPSILON;

/**
 * A sequence of MOTChallenge, prepared as its benchmark wants.
 *
 * @param truth - With classes where the benchmark has them; what has conf 0 is not evaluated.
 * @param frames - Length of the sequence, no less than the largest frame of either.
 */
export function motSequence(
  truth: NumberTable,
  tracked: NumberTable,
  frames: number,
  benchmark: MotBenchmark,
): ScoredSequence {
  const a = entriesOf(frames, truth.columns[MOT.frame]!, truth.columns[MOT.id]!);
  const b = entriesOf(frames, tracked.columns[MOT.frame]!, tracked.columns[MOT.id]!);
  const pairs = similarPairs(a.entries, b.entries, boxOverlap(truth, a.rows, tracked, b.rows));
  const classOf = (entry: number): number => truth.columns[MOT.class]![a.rows[entry]!]!;

  const keepTracked = new Uint8Array(tracked.rows).fill(1);
  const { distractors } = benchmark;
  if (distractors !== null) {
    dropMatched(a.entries, b.entries, pairs, (entry) => distractors.includes(classOf(entry)), keepTracked);
  }
  const keepTruth = Uint8Array.from(a.rows, (row, entry) => {
    const evaluated = Math.trunc(truth.columns[MOT.conf]![row]!) !== 0;
    return evaluated && (distractors === null || classOf(entry) === PEDESTRIAN) ? 1 : 0;
  });
  const [left, right] = [keepEntries(a.entries, keepTruth), keepEntries(b.entries, keepTracked)];
  return sequenceOf(left.entries, right.entries, keepPairs(pairs, left.moved, right.moved));
}

/** Matches each frame with all of the truth, whatever its class, and drops what is tracked where a distractor is. */
function dropMatched(
  truth: Entries,
  tracked: Entries,
  pairs: SimilarPairs,
  isDistractor: (truthEntry: number) => boolean,
  keep: Uint8Array,
): void {
  const score = pairs.similarity.map((similarity) => (similarity < THRESHOLD ? 0 : similarity));
  const matching = new FrameMatching(truth, tracked, pairs);
  for (let f = 0; f + 1 < truth.start.length; f++) {
    matching.match(f, score, (pair, entry) => {
      if (isDistractor(entry)) keep[pairs.tracked[pair]!] = 0;
    });
  }
}
