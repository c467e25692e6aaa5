import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shippedScenario } from '../support/shipped-scenario.ts';

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const { products } = shippedScenario('demo').store;

test('every product of the corner shop stands under its category, for who writes a scenario', () => {
  const [, table] = page.split('| CATEGORY | PRODUCTs |\n| --- | --- |\n');
  const rows = table!.slice(0, table!.indexOf('\n\n')).split('\n');
  const told = rows.map((row) => [...row.matchAll(/`([^`]+)`/gu)].map(([, word]) => word));
  const categories = [...new Set(products.map(({ category }) => category))];
  const named = (of: string) => products.filter(({ category }) => category === of).map(({ sku }) => sku.name);
  expect(told).toEqual(categories.map((category) => [category, ...named(category)]));
});
