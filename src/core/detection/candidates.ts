/**
 * What a decoder found before suppression, as rows of numbers: thousands of cells a frame leave no object behind. The
 * same rows on a GPU are the same bytes.
 */

/** Numbers of a row: x0, y0, x1, y1 in px of the network's input, score, class. */
export const ROW = 6;

export interface Candidates {
  /** `count` rows of `ROW` float32 and whatever was there before. Replaced when `reset` asks for more room. */
  readonly rows: Float32Array;
  /** The same memory bit by bit: of positive scores, the larger has the larger bits. */
  readonly bits: Uint32Array;
  readonly count: number;
  /** Forgets all rows. @param most - Rows that may come before the next `reset`. */
  reset(most: number): void;
  /**
   * Appends a row, rounded to float32.
   *
   * A row whose corners are not finite or not in order, or whose score is not positive and finite, is left out: that is
   * a network gone wrong, and nothing behind this may meet it.
   *
   * @param score - Above the threshold of the head: decoders ask before they compute a box.
   */
  add(x0: number, y0: number, x1: number, y1: number, score: number, classId: number): void;
}

export function createCandidates(): Candidates {
  return new Rows();
}

class Rows implements Candidates {
  rows = new Float32Array();
  bits = new Uint32Array();
  count = 0;

  reset(most: number): void {
    if (this.rows.length < most * ROW) {
      this.rows = new Float32Array(most * ROW);
      this.bits = new Uint32Array(this.rows.buffer);
    }
    this.count = 0;
  }

  add(x0: number, y0: number, x1: number, y1: number, score: number, classId: number): void {
    const { rows } = this;
    const at = this.count * ROW;
    rows[at] = x0;
    rows[at + 1] = y0;
    rows[at + 2] = x1;
    rows[at + 3] = y1;
    rows[at + 4] = score;
    rows[at + 5] = classId;
    // Rounded values are what counts: 1e39 is finite here and infinite there. NaN is in no order.
    const ordered = rows[at] <= rows[at + 2]! && rows[at + 1]! <= rows[at + 3]! && rows[at + 4]! > 0;
    const finite = rows[at] > -Infinity && rows[at + 1]! > -Infinity && rows[at + 4]! < Infinity;
    if (ordered && finite && rows[at + 2]! < Infinity && rows[at + 3]! < Infinity) this.count++;
  }
}
