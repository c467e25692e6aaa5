import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import aruco from 'js-aruco2';
import 'js-aruco2/src/dictionaries/apriltag_25h9.js';
import { TAGS, TAG_CELLS, isWhiteCell, readTag } from '#core/calibration/tag-family.ts';

const INNER = TAG_CELLS - 2;
const cellsOf = (tag: number) =>
  Array.from({ length: INNER ** 2 }, (_, i) => isWhiteCell(tag, 1 + Math.floor(i / INNER), 1 + (i % INNER)));
const tags = fc.integer({ min: 0, max: TAGS - 1 });

describe('the tags on the sheets', () => {
  test('are those another program knows as AprilTag 25h9', () => {
    const dictionary = new aruco.AR.Dictionary('APRILTAG_25h9');
    for (let tag = 0; tag < TAGS; tag++) {
      const rows = Array.from({ length: INNER }, (_, r) =>
        cellsOf(tag)
          .slice(r * INNER, (r + 1) * INNER)
          .map(Number),
      );
      expect(dictionary.find(rows)).toEqual({ id: tag, distance: 0 });
    }
  });

  test('have a black border', () => {
    for (let i = 0; i < TAG_CELLS; i++)
      for (const [row, column] of [
        [0, i],
        [TAG_CELLS - 1, i],
        [i, 0],
        [i, TAG_CELLS - 1],
      ])
        expect(isWhiteCell(3, row!, column!)).toBe(false);
  });

  test('are read whichever way they lie, with up to two wrong cells, and it is said how they are turned', () => {
    fc.assert(
      fc.property(
        tags,
        fc.integer({ min: 0, max: 3 }),
        fc.uniqueArray(fc.nat(24), { maxLength: 2 }),
        (tag, turns, wrong) => {
          let seen = cellsOf(tag).map((white, i) => white !== wrong.includes(i));
          // Clockwise: it takes as many turns back.
          for (let k = 0; k < turns; k++)
            seen = seen.map((_, i) => seen[INNER * (INNER - 1 - (i % INNER)) + Math.floor(i / INNER)]!);
          expect(readTag(seen)).toEqual({ tag, turns, wrong: wrong.length });
        },
      ),
    );
  });

  test('are not seen in cells that are all white or all black', () => {
    for (const white of [true, false]) expect(readTag(Array.from({ length: 25 }, () => white))).toBe(null);
  });
});
