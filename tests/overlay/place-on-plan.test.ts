import { expect, test } from 'vitest';
import { groundPoint } from '#core/geometry/frames.ts';
import { placeOnPlan } from '#overlay/place-on-plan.ts';

const plan = {
  outline: [
    [0, 0],
    [4, 0],
    [4, 3],
    [0, 3],
  ] as [number, number][],
  zones: [
    {
      id: 'door',
      purpose: 'entry' as const,
      polygon: [
        [1, -1],
        [2, -1],
        [2, 1],
        [1, 1],
      ] as [number, number][],
    },
  ],
};

test('who is in the shop, or in the door, is drawn where they stand', () => {
  expect(placeOnPlan(plan, groundPoint(2, 1.5))).toEqual({ x: 2, y: 1.5 });
  expect(placeOnPlan(plan, groundPoint(1.5, -0.8))).toEqual({ x: 1.5, y: -0.8 });
});

test('who was placed just behind a wall is drawn at it, and who was placed far beyond is not drawn', () => {
  expect(placeOnPlan(plan, groundPoint(4.3, 1))).toEqual({ x: 4, y: 1 });
  expect(placeOnPlan(plan, groundPoint(5, 1))).toBeNull();
  expect(placeOnPlan(plan, groundPoint(3, -0.8))).toBeNull();
});
