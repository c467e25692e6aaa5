/**
 * Heaviest matching of rows with columns where few pairs have a weight at all, by shortest augmenting paths over those pairs:
 * a matrix of all of them is never made. A row or column may stay single, which weighs nothing.
 *
 * Source: as `assignment.ts`; on sparse costs R. Jonker & A. Volgenant, Computing 38 (1987) 325–340, §5.
 */

/**
 * @param start - The pairs of row `r` stand from `start[r]` to before `start[r + 1]`.
 * @param column - Of each pair.
 * @param weight - Of each pair, finite; what is not above 0 is not matched.
 * @returns For each row the pair it got, or -1.
 */
export function assignHeaviest(
  start: Uint32Array,
  column: Uint32Array,
  weight: Float64Array,
  columns: number,
): Int32Array {
  const rows = start.length - 1;
  const pairOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  // Both in units of cost, which is minus the weight; they keep what is left of every cost from falling below 0.
  const rowPotential = new Float64Array(rows);
  const colPotential = new Float64Array(columns);
  const reach = new Float64Array(columns).fill(Infinity);
  const cameFrom = new Int32Array(columns);
  const came = new Int32Array(columns);
  // For which row the search passed a column last: rounding must not let it come there again.
  const passedFor = new Int32Array(columns).fill(-1);
  for (let first = 0; first < rows; first++) {
    const queue = new Queue();
    const touched: number[] = [];
    const closed: number[] = [];
    const least = cheapest(first);
    if (least >= 0) continue;
    rowPotential[first] = least;

    let row = first;
    let length = 0;
    // The path ends at a free column, or where leaving a row single is cheapest.
    let end = -1;
    let single = first;
    let singleLength = -least;
    for (;;) {
      for (let p = start[row]!; p < start[row + 1]!; p++) {
        const c = column[p]!;
        const through = length - weight[p]! - rowPotential[row]! - colPotential[c]!;
        if (weight[p]! > 0 && through < reach[c]! && passedFor[c] !== first) {
          if (reach[c] === Infinity) touched.push(c);
          reach[c] = through;
          cameFrom[c] = row;
          came[c] = p;
          queue.push(through, c);
        }
      }
      const c = queue.nearest(reach);
      if (c < 0 || reach[c]! >= singleLength) {
        length = singleLength;
        break;
      }
      length = reach[c]!;
      closed.push(c);
      passedFor[c] = first;
      row = rowOf[c]!;
      if (row < 0) {
        end = c;
        break;
      }
      if (length - rowPotential[row]! < singleLength) {
        single = row;
        singleLength = length - rowPotential[row]!;
      }
    }

    rowPotential[first]! += length;
    for (const c of closed) {
      const slack = length - reach[c]!;
      colPotential[c]! -= slack;
      if (rowOf[c]! >= 0) rowPotential[rowOf[c]!]! += slack;
    }
    for (const c of touched) reach[c] = Infinity;
    flip(first, end, single);
  }
  return pairOf;

  function cheapest(row: number): number {
    let least = 0;
    for (let p = start[row]!; p < start[row + 1]!; p++) {
      if (weight[p]! > 0) least = Math.min(least, -weight[p]! - colPotential[column[p]!]!);
    }
    return least;
  }

  /** Walks the path back to its start; every column on it changes hands. */
  function flip(first: number, end: number, single: number): void {
    let col = end;
    if (end < 0) {
      if (single === first) return;
      col = column[pairOf[single]!]!;
      pairOf[single] = -1;
    }
    for (;;) {
      const row = cameFrom[col]!;
      const before = pairOf[row]!;
      rowOf[col] = row;
      pairOf[row] = came[col]!;
      if (row === first) return;
      col = column[before]!;
    }
  }
}

/** A binary heap of columns by reach. A column may be in it more than once; only its least reach counts. */
class Queue {
  readonly #keys: number[] = [];
  readonly #columns: number[] = [];

  push(key: number, column: number): void {
    let at = this.#keys.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#keys[parent]! <= key) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#keys[at] = key;
    this.#columns[at] = column;
  }

  /** @returns The column with the least reach, taken out; -1 when there is none. */
  nearest(reach: Float64Array): number {
    while (this.#keys.length > 0) {
      const key = this.#keys[0]!;
      const column = this.#columns[0]!;
      this.#dropFirst();
      if (key === reach[column]) return column;
    }
    return -1;
  }

  #dropFirst(): void {
    const key = this.#keys.pop()!;
    const column = this.#columns.pop()!;
    const size = this.#keys.length;
    if (size === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#keys[child + 1]! < this.#keys[child]!) child++;
      if (this.#keys[child]! >= key) break;
      this.#move(child, at);
      at = child;
    }
    this.#keys[at] = key;
    this.#columns[at] = column;
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from]!;
    this.#columns[to] = this.#columns[from]!;
  }
}
