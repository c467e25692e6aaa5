import { expect, test } from 'vitest';
import { findOptions } from '#ui/kit/find-options.ts';

const options = [
  { value: '2000000000015', label: 'Sparkling water' },
  { value: '2000000000022', label: 'Crème brûlée' },
  { value: '3000000000029', label: 'Water, still' },
];
const found = (typed: string) => findOptions(options, typed).map(({ label }) => label);

test('a product is found by any part of its name, without accents or capitals', () => {
  expect(found('creme BRULEE')).toEqual(['Crème brûlée']);
  expect(found('still wat')).toEqual(['Water, still']);
  expect(found('')).toHaveLength(3);
  expect(found('soap')).toEqual([]);
});

test('what begins with it comes first, in its order otherwise', () => {
  expect(found('water')).toEqual(['Water, still', 'Sparkling water']);
  expect(found('s')).toEqual(['Sparkling water', 'Water, still']);
});

test('and by its code', () => {
  expect(found('3000')).toEqual(['Water, still']);
  expect(found('000000002')).toEqual(['Crème brûlée', 'Water, still']);
});
