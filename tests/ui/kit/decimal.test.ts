import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#messages/compiled/runtime.js';
import { decimalText, readDecimal } from '#ui/kit/decimal.ts';

test.each([
  ['1,25', 1.25],
  ['1.25', 1.25],
  [' 3 ', 3],
  ['−0,5', -0.5],
  [',5', 0.5],
  ['7.', 7],
])('%s is a number in every language', (text, value) => {
  expect(readDecimal(text)).toBe(value);
});

test.each(['', 'two', '1.000,5', '1,2,3', '1e3', '-', '.'])('“%s” is none', (text) => {
  expect(readDecimal(text)).toBeNull();
});

test('numbers are written as the language writes them, and read again', () => {
  for (const [language, text] of [
    ['en', '1234.5'],
    ['de', '1234,5'],
    ['fr', '1234,5'],
    ['nl', '1234,5'],
  ] as const) {
    overwriteGetLocale(() => language);
    expect(decimalText(1234.5, 2)).toBe(text);
    expect(readDecimal(decimalText(1234.5, 2))).toBe(1234.5);
  }
});
