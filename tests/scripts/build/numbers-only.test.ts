import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutSentences } from '../../../scripts/build/numbers-only.ts';

test('a table that is fetched has its numbers and no sentences', () => {
  const table = readFileSync('src/core/fusion/parameters.ts', 'utf8');
  const numbers = withoutSentences(table);
  expect(numbers).not.toMatch(/label:|raising:/u);
  const told = (text: string) => text.match(/\b(?:min|max|default): [\d.]+/gu);
  expect(told(numbers)).toEqual(told(table));
});

test('a sentence that is written another way stops the build', () => {
  expect(() => withoutSentences('  gate: {\n    label: `Gate`,\n    min: 1,\n  },\n')).toThrow('label: `Gate`');
});
