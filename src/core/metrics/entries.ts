/** Who is in each frame. Entry `e` of the whole sequence is in frame `f`, from 0, when `start[f] ≤ e < start[f + 1]`. */
export interface Entries {
  /** One element more than there are frames. */
  readonly start: Uint32Array;
  /** Identity of each entry, numbered from 0 without gaps; at most once in a frame. */
  readonly ids: Uint32Array;
  /** How many identities there are. */
  readonly identities: number;
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
  return { entries: { start, ...numbered(rows.length, (entry) => idOf[rows[entry]!]!) }, rows };
}

/**
 * @param keep - Of each entry, 1 or 0.
 * @returns What is kept, its identities numbered anew, and for each entry before the one it is now, -1 for none.
 */
export function keepEntries(
  entries: Entries,
  keep: Uint8Array,
): { readonly entries: Entries; readonly moved: Int32Array } {
  const start = new Uint32Array(entries.start.length);
  const moved = new Int32Array(keep.length).fill(-1);
  const left = new Uint32Array(keep.length);
  let count = 0;
  for (let f = 0; f + 1 < start.length; f++) {
    for (let e = entries.start[f]!; e < entries.start[f + 1]!; e++) {
      if (keep[e] === 0) continue;
      left[count] = e;
      moved[e] = count++;
    }
    start[f + 1] = count;
  }
  return { entries: { start, ...numbered(count, (entry) => entries.ids[left[entry]!]!) }, moved };
}

function numbered(count: number, idOf: (entry: number) => number): Pick<Entries, 'ids' | 'identities'> {
  const numbers = new Map<number, number>();
  const ids = new Uint32Array(count);
  for (let entry = 0; entry < count; entry++) {
    const id = idOf(entry);
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = numbers.size));
    ids[entry] = number;
  }
  return { ids, identities: numbers.size };
}

/** In how many frames each identity is. */
export function lengths({ ids, identities }: Entries): Uint32Array {
  const counts = new Uint32Array(identities);
  for (let e = 0; e < ids.length; e++) counts[ids[e]!]!++;
  return counts;
}
