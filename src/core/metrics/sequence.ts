import type { Entries } from '#core/metrics/entries.ts';
import { type IdPairs, idPairsOf } from '#core/metrics/id-pairs.ts';
import { type SimilarPairs, similarPairs } from '#core/metrics/similar-pairs.ts';

/**
 * One sequence as the tracking metrics see it: who is truly in each frame, who is tracked there, and how alike the two are.
 * Where boxes, points on the floor or masks came from is forgotten here; HOTA, CLEAR and Identity ask no more than this, and
 * share what is worked out once.
 */
export interface ScoredSequence {
  readonly frames: number;
  readonly truth: Entries;
  readonly tracked: Entries;
  readonly pairs: SimilarPairs;
  readonly idPairs: IdPairs;
}

/** @param similarity - Of a truth entry and a tracked entry of the same frame, in `[0, 1]`; called once a pair. */
export function createSequence(
  truth: Entries,
  tracked: Entries,
  similarity: (truthEntry: number, trackedEntry: number) => number,
): ScoredSequence {
  return sequenceOf(truth, tracked, similarPairs(truth, tracked, similarity));
}

export function sequenceOf(truth: Entries, tracked: Entries, pairs: SimilarPairs): ScoredSequence {
  return { frames: truth.start.length - 1, truth, tracked, pairs, idPairs: idPairsOf(truth, tracked, pairs) };
}
