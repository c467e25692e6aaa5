import { expect, it } from 'vitest';
import { readTrueReceipts } from '#core/datasets/truth-json.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

const receipts = [{ visit: 'V1', shopper: 'Ann', lines: [{ gtin: '1', quantity: 2, unitPrice: 99 }], total: 198 }];
const text = (more: object) => JSON.stringify({ format: 'openaisle-truth', version: 1, receipts, ...more });

it('the truth of a simulation has the receipts that are right', () => {
  expect(readTrueReceipts(text({ seed: 1 }), 'truth.json')).toEqual(receipts);
});

it.each([
  ['a table', 'time,shopper\n1,Ann\n'],
  ['nothing', ''],
  ['JSON of another format', '{"format":"aifi"}'],
  ['a list', '[]'],
])('labels of another kind are no truth: %s', (_, labels) => {
  expect(readTrueReceipts(labels, 'labels')).toBeNull();
});

it('a truth that is broken is named with its field', () => {
  const broken = () => readTrueReceipts(text({ receipts: [{ ...receipts[0], total: 'much' }] }), 'truth.json');
  expect(broken).toThrow(WorkbenchError);
  expect(broken).toThrow('truth.json: receipts.0.total');
});
