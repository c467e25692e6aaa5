import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pictures } from '../../scripts/pictures/pictures.ts';

const doc = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

test.each(Object.entries(pictures))('%s shows what the metrics say today', (name, draw) => {
  expect(doc(`pictures/${name}`), 'draw it anew: npx tsx scripts/draw-pictures.ts').toBe(draw());
  expect(doc('metrics.md')).toContain(`(pictures/${name})`);
});
