/**
 * The marks on the sheets: the 35 tags of AprilTag's family 25h9, whose 5 × 5 cells differ in nine places at least, however they are
 * turned. Of the families that can be read without mistake it has the largest cells, and so is read from farthest away.
 *
 * Source: E. Olson, *AprilTag: A robust and flexible visual fiducial system*, ICRA 2011, table I; words in the first release's order,
 * row by row from the top left, 1 is white.
 */

/** Along one side of a tag, its black border included. */
export const TAG_CELLS = 7;
const INNER = TAG_CELLS - 2;
/** So many wrong cells still leave one tag that is nearest by far. */
const MOST_WRONG = 2;

const WORDS: readonly number[] = [
  0x155cbf1, 0x1e4d1b6, 0x17b0b68, 0x1eac9cd, 0x12e14ce, 0x3548bb, 0x7757e6, 0x1065dab, 0x1baa2e7, 0xdea688, 0x81d927,
  0x51b241, 0xdbc8ae, 0x1e50e19, 0x15819d2, 0x16d8282, 0x163e035, 0x9d9b81, 0x173eec4, 0xae3a09, 0x5f7c51, 0x1a137fc,
  0xdc9562, 0x1802e45, 0x1c3542c, 0x870fa4, 0x914709, 0x16684f0, 0xc8f2a5, 0x833ebb, 0x59717f, 0x13cd050, 0xfa0ad1,
  0x1b763b0, 0xb991ce,
];
export const TAGS = WORDS.length;

/** @param row - From the top, border included. @returns Whether the cell is white. */
export function isWhiteCell(tag: number, row: number, column: number): boolean {
  if (row < 1 || column < 1 || row > INNER || column > INNER) return false;
  return bitAt(WORDS[tag]!, INNER * (row - 1) + column - 1);
}

const bitAt = (word: number, index: number): boolean => ((word >> (INNER * INNER - 1 - index)) & 1) === 1;

export interface ReadTag {
  readonly tag: number;
  /** Quarter turns, counter-clockwise in the picture, from what was read to the tag as it is printed. */
  readonly turns: number;
  readonly wrong: number;
}

/** @param cells - Whether each of the inner 5 × 5 is white, row by row as it is seen. @returns `null` for what is none of ours. */
export function readTag(cells: readonly boolean[]): ReadTag | null {
  let seen = cells;
  for (let turns = 0; turns < 4; turns++) {
    for (const [tag, word] of WORDS.entries()) {
      const wrong = seen.reduce((sum, white, i) => sum + Number(white !== bitAt(word, i)), 0);
      if (wrong <= MOST_WRONG) return { tag, turns, wrong };
    }
    seen = turned(seen);
  }
  return null;
}

/** By a quarter, counter-clockwise. */
const turned = (cells: readonly boolean[]): readonly boolean[] =>
  cells.map((_, i) => cells[INNER * (i % INNER) + INNER - 1 - Math.floor(i / INNER)]!);
