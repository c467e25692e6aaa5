import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '#core/errors/catalogue.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

test('every code a person can meet has its paragraph, and no paragraph is about a code that is gone', () => {
  const headings = [...page.matchAll(/^## (\S+)$/gmu)].map(([, code]) => code);
  expect(headings.toSorted()).toEqual(Object.keys(catalogue).toSorted());
});
