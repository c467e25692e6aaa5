import { assignLeast } from '#core/math/assignment.ts';
import type { Entries } from '#core/metrics/entries.ts';
import type { SimilarPairs } from '#core/metrics/similar-pairs.ts';

/**
 * Matches the truth of a frame with what is tracked in it, one to one, so that the summed score is largest. The whole matrix of
 * the frame is solved, pairs of score 0 too, in the order of SciPy's `linear_sum_assignment`: where matchings are equally good,
 * the one that TrackEval goes on with is taken.
 */
export class FrameMatching {
  readonly #truth: Entries;
  readonly #tracked: Entries;
  readonly #pairs: SimilarPairs;
  #cost = new Float64Array(0);

  constructor(truth: Entries, tracked: Entries, pairs: SimilarPairs) {
    this.#truth = truth;
    this.#tracked = tracked;
    this.#pairs = pairs;
  }

  /**
   * @param score - By pair, 0 or more; only those of the frame are looked at.
   * @param matched - Called with each matched pair whose score is above 0, and its truth entry.
   */
  match(frame: number, score: Float64Array, matched: (pair: number, truthEntry: number) => void): void {
    const { start, tracked } = this.#pairs;
    const from = this.#truth.start[frame]!;
    const rows = this.#truth.start[frame + 1]! - from;
    const first = this.#tracked.start[frame]!;
    const cols = this.#tracked.start[frame + 1]! - first;
    if (start[from] === start[from + rows]) return;

    if (this.#cost.length < rows * cols) this.#cost = new Float64Array(2 * rows * cols);
    const cost = this.#cost;
    for (let r = 0; r < rows; r++) {
      for (let p = start[from + r]!; p < start[from + r + 1]!; p++) cost[r * cols + tracked[p]! - first] = -score[p]!;
    }
    assignLeast(cost, rows, cols).forEach((col, r) => {
      if (col < 0 || cost[r * cols + col] === 0) return;
      let p = start[from + r]!;
      while (tracked[p] !== first + col) p++;
      matched(p, from + r);
    });
    // All 0 again for the next frame; few of many were not.
    for (let r = 0; r < rows; r++) {
      for (let p = start[from + r]!; p < start[from + r + 1]!; p++) cost[r * cols + tracked[p]! - first] = 0;
    }
  }
}
