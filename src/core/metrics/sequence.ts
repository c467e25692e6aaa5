/**
 * One sequence as the tracking metrics see it: who is truly in each frame, who is tracked there, and how alike the two are.
 * Where boxes, points on the floor or masks came from is forgotten here; HOTA, CLEAR and Identity ask no more than this.
 *
 * Similarities are worked out once for all metrics and kept sparse: of the pairs of a frame nearly all are 0, and as whole
 * matrices a million rows would not fit.
 */

/** Who is in each frame. Entry `e` of the whole sequence is in frame `f`, from 0, when `start[f] ≤ e < start[f + 1]`. */
export interface Entries {
  /** One element more than there are frames. */
  readonly start: Uint32Array;
  /** Identity of each entry, numbered from 0 without gaps; at most once in a frame. */
  readonly ids: Uint32Array;
  /** How many identities there are. */
  readonly identities: number;
}

export interface ScoredSequence {
  readonly frames: number;
  readonly truth: Entries;
  readonly tracked: Entries;
  /** The pairs of truth entry `e` stand from `pairStart[e]` to before `pairStart[e + 1]`; tracked entries ascend. */
  readonly pairStart: Uint32Array;
  /** Tracked entry of each pair, counted in the whole sequence. */
  readonly pairTracked: Uint32Array;
  /** Of each pair, in `(0, 1]`. A pair that is not listed has 0. */
  readonly similarity: Float64Array;
}

/**
 * @param similarity - Of a truth entry and a tracked entry of the same frame, in `[0, 1]`; called once a pair.
 */
export function createSequence(
  truth: Entries,
  tracked: Entries,
  similarity: (truthEntry: number, trackedEntry: number) => number,
): ScoredSequence {
  const frames = truth.start.length - 1;
  const pairStart = new Uint32Array(truth.ids.length + 1);
  let pairTracked = new Uint32Array(Math.max(16, 2 * truth.ids.length));
  let values = new Float64Array(pairTracked.length);
  let pairs = 0;
  for (let f = 0; f < frames; f++) {
    const first = tracked.start[f]!;
    const end = tracked.start[f + 1]!;
    for (let g = truth.start[f]!; g < truth.start[f + 1]!; g++) {
      if (pairs + end - first > values.length) {
        pairTracked = grown(pairTracked, new Uint32Array(2 * values.length + end - first));
        values = grown(values, new Float64Array(pairTracked.length));
      }
      for (let t = first; t < end; t++) {
        const value = similarity(g, t);
        if (value <= 0) continue;
        pairTracked[pairs] = t;
        values[pairs] = value;
        pairs++;
      }
      pairStart[g + 1] = pairs;
    }
  }
  return {
    frames,
    truth,
    tracked,
    pairStart,
    pairTracked: pairTracked.slice(0, pairs),
    similarity: values.slice(0, pairs),
  };
}

function grown<T extends Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/**
 * Sorts rows into frames, keeping the order of the rows within each, and numbers their ids from 0.
 *
 * @param frameOf - Frame of each row, from 1 to `frames`.
 * @param idOf - Identity of each row, any number.
 * @returns The entries, and for each entry the row it was.
 */
export function entriesOf(
  frames: number,
  frameOf: ArrayLike<number>,
  idOf: ArrayLike<number>,
): { readonly entries: Entries; readonly rows: Uint32Array } {
  const start = new Uint32Array(frames + 1);
  for (let row = 0; row < frameOf.length; row++) start[frameOf[row]!]!++;
  for (let f = 1; f <= frames; f++) start[f]! += start[f - 1]!;
  const next = start.slice();
  const rows = new Uint32Array(frameOf.length);
  for (let row = 0; row < frameOf.length; row++) rows[next[frameOf[row]! - 1]!++] = row;

  const numbers = new Map<number, number>();
  const ids = Uint32Array.from(rows, (row) => {
    const id = idOf[row]!;
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = numbers.size));
    return number;
  });
  return { entries: { start, ids, identities: numbers.size }, rows };
}
