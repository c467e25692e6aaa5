import { expect, test } from 'vitest';
import { groundPoint } from '#core/geometry/frames.ts';
import { lastMeeting } from '#core/geometry/polygon.ts';

const square = [
  [1, -1],
  [2, -1],
  [2, 1],
  [1, 1],
] as const;

test.each([
  ['leaves it', [0, 0], [4, 0], 0.5],
  ['leaves it, aslant', [0, -2], [4, 2], 0.5],
  ['ends in it', [0, 0], [1.5, 0], 1],
  ['begins in it', [1.5, 0], [2.5, 0], 0.5],
  ['passes by', [0, 2], [4, 2], null],
  ['ends before it', [0, 0], [0.5, 0], null],
] as const)('a way that %s', (_, [x0, y0], [x1, y1], share) => {
  expect(lastMeeting(square, groundPoint(x0, y0), groundPoint(x1, y1))).toBe(share);
});
