import type { Entries } from '#core/metrics/entries.ts';
import type { SimilarPairs } from '#core/metrics/similar-pairs.ts';

/** A true and a tracked identity that are alike in a frame at least, numbered from 0 in order of the true one. */
export interface IdPairs {
  /** Number of the two identities of each similar pair. */
  readonly of: Uint32Array;
  /** True identity by number. */
  readonly truth: Uint32Array;
  /** The numbers of true identity `i` go from `start[i]` to before `start[i + 1]`. */
  readonly start: Uint32Array;
  /** Tracked identity by number. */
  readonly tracked: Uint32Array;
}

export function idPairsOf(truth: Entries, tracked: Entries, pairs: SimilarPairs): IdPairs {
  const of = new Uint32Array(pairs.tracked.length);
  const truthOf = new Uint32Array(pairs.tracked.length);
  const trackedOf = new Uint32Array(pairs.tracked.length);
  // Which number a tracked identity has beside the true one of the moment; below `start` it is left from another.
  const numberOf = new Int32Array(tracked.identities).fill(-1);
  let count = 0;
  const start = new Uint32Array(truth.identities + 1);
  for (const entry of byIdentity(truth)) {
    const id = truth.ids[entry]!;
    for (let p = pairs.start[entry]!; p < pairs.start[entry + 1]!; p++) {
      const other = tracked.ids[pairs.tracked[p]!]!;
      if (numberOf[other]! < start[id]!) {
        numberOf[other] = count;
        truthOf[count] = id;
        trackedOf[count] = other;
        count++;
      }
      of[p] = numberOf[other]!;
    }
    start[id + 1] = count;
  }
  return { of, start, truth: truthOf.slice(0, count), tracked: trackedOf.slice(0, count) };
}

/** All entries, those of one identity together. */
function byIdentity({ ids, identities }: Entries): Uint32Array {
  const next = new Uint32Array(identities + 1);
  for (let e = 0; e < ids.length; e++) next[ids[e]! + 1]!++;
  for (let id = 1; id <= identities; id++) next[id]! += next[id - 1]!;
  const order = new Uint32Array(ids.length);
  for (let e = 0; e < ids.length; e++) order[next[ids[e]!]!++] = e;
  return order;
}
