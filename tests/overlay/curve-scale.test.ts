import { expect, test } from 'vitest';
import { roundTicks } from '#overlay/curve-scale.ts';

test('the weights beside a curve are round, and two to five of them', () => {
  expect(roundTicks(4543, 5037)).toEqual([4600, 4800, 5000]);
  expect(roundTicks(200, 325)).toEqual([200, 250, 300]);
  expect(roundTicks(-10, 10)).toEqual([-10, 0, 10]);
});
