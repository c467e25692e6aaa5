import { expect, test } from 'vitest';
import { faultsOf } from '../../../scripts/build/messages-check.ts';
import { readTexts } from '../../../scripts/build/messages.ts';

test('every text is there in English, Dutch, French and German, and asks for the same values', () => {
  const texts = readTexts();
  expect(Object.keys(Object.values(texts)[0]!)).toEqual(['en', 'nl', 'fr', 'de']);
  expect(faultsOf(texts)).toEqual([]);
});

test('what a language lacks, has too many of, leaves empty or asks for otherwise is named', () => {
  const faults = faultsOf({
    shop: {
      en: { open: 'Open', greet: 'Hello {name}', close: 'Close' },
      nl: { open: ' ', greet: 'Dag {naam}', shut: 'Dicht' },
    },
    till: { en: { open: 'Open' }, nl: { open: 'Open' } },
  });
  expect(faults).toEqual([
    'shop/nl.json: “greet” has the values {naam}, not {name}',
    'shop/nl.json: “close” is missing',
    'shop/nl.json: “open” is empty',
    'shop/nl.json: “shut” is not in en.json',
    'till: “open” is also a message of shop',
  ]);
});
