import type { Entries } from '#core/metrics/entries.ts';

/**
 * How alike the truth and what is tracked are, pair by pair within each frame, in `[0, 1]`. Kept sparse: nearly all pairs of a
 * frame have 0, and a million rows as whole matrices would not fit.
 */
export interface SimilarPairs {
  /** The pairs of truth entry `e` stand from `start[e]` to before `start[e + 1]`, their tracked entries ascending. */
  readonly start: Uint32Array;
  /** Tracked entry of each pair, counted in the whole sequence. */
  readonly tracked: Uint32Array;
  /** Of each pair, in `(0, 1]`. A pair that is not listed has 0. */
  readonly similarity: Float64Array;
}

/** @param similarity - Of a truth entry and a tracked entry of the same frame, in `[0, 1]`; called once a pair. */
export function similarPairs(
  truth: Entries,
  tracked: Entries,
  similarity: (truthEntry: number, trackedEntry: number) => number,
): SimilarPairs {
  const start = new Uint32Array(truth.ids.length + 1);
  let partner = new Uint32Array(Math.max(16, 2 * truth.ids.length));
  let values = new Float64Array(partner.length);
  let count = 0;
  for (let f = 0; f + 1 < truth.start.length; f++) {
    const first = tracked.start[f]!;
    const end = tracked.start[f + 1]!;
    for (let g = truth.start[f]!; g < truth.start[f + 1]!; g++) {
      if (count + end - first > values.length) {
        const room = 2 * values.length + end - first;
        partner = copied(partner, new Uint32Array(room));
        values = copied(values, new Float64Array(room));
      }
      for (let t = first; t < end; t++) {
        const value = similarity(g, t);
        if (!(value > 0)) continue;
        partner[count] = t;
        values[count] = value;
        count++;
      }
      start[g + 1] = count;
    }
  }
  return { start, tracked: partner.slice(0, count), similarity: values.slice(0, count) };
}

function copied<T extends Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** @param truthMoved - Of each truth entry before, the one it is now; -1 for one that is gone. The same of tracked ones. */
export function keepPairs(pairs: SimilarPairs, truthMoved: Int32Array, trackedMoved: Int32Array): SimilarPairs {
  const start: number[] = [0];
  const partner = new Uint32Array(pairs.tracked.length);
  const values = new Float64Array(pairs.tracked.length);
  let count = 0;
  for (let g = 0; g < truthMoved.length; g++) {
    if (truthMoved[g]! < 0) continue;
    for (let p = pairs.start[g]!; p < pairs.start[g + 1]!; p++) {
      const t = trackedMoved[pairs.tracked[p]!]!;
      if (t < 0) continue;
      partner[count] = t;
      values[count] = pairs.similarity[p]!;
      count++;
    }
    start.push(count);
  }
  return { start: Uint32Array.from(start), tracked: partner.slice(0, count), similarity: values.slice(0, count) };
}
