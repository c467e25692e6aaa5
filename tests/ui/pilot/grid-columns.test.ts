import { expect, test } from 'vitest';
import { gridColumns } from '#ui/pilot/grid-columns.ts';

const WIDE = 16 / 9;

test.each([
  [1, 1],
  [2, 1],
  [4, 2],
  [6, 2],
  [8, 3],
])('%d cameras in a room of 800 × 700 px stand in %d columns', (count, columns) => {
  expect(gridColumns(count, WIDE, { width: 800, height: 700 }).columns).toBe(columns);
});

test('all pictures fit into the room, whatever it is', () => {
  for (let count = 1; count <= 8; count++) {
    for (const room of [
      { width: 800, height: 500 },
      { width: 500, height: 900 },
      { width: 1600, height: 300 },
    ]) {
      const { columns, picture } = gridColumns(count, WIDE, room);
      const rows = Math.ceil(count / columns);
      expect(columns * picture + (columns - 1) * 8).toBeLessThanOrEqual(room.width);
      expect(rows * (picture / WIDE + 28) + (rows - 1) * 8).toBeLessThanOrEqual(room.height);
    }
  }
});

test('on a phone two stand beside each other, and one is as wide as the phone', () => {
  expect(gridColumns(4, WIDE, { width: 358, height: Infinity })).toEqual({ columns: 2, picture: 175 });
  expect(gridColumns(1, WIDE, { width: 358, height: Infinity })).toEqual({ columns: 1, picture: 358 });
});
