import { expect, test } from 'vitest';
import { emptyLedger, record } from '#core/basket/ledger.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import { micros } from '#core/time/micros.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';

const visit: Visit = { id: 'V1', shopper: 'S1', entered: micros(0), left: micros(9e6), closed: 'exit' };
const moves = [
  ['S1', WATER, 2],
  ['S2', WATER, 5],
  ['S1', CRISPS, 1],
  ['S1', WATER, -1],
  ['S1', 'unheard of', 1],
] as const;
const { postings } = moves.reduce(
  (ledger, [shopper, gtin, quantity]) =>
    record(ledger, { time: micros(1e6), shopper, gtin, quantity, interaction: 'I1' }) ?? ledger,
  emptyLedger,
);

test("a receipt lists the visit's shopper's items with their prices and sums the priced ones", () => {
  expect(writeReceipt(visit, postings, tinyProject(), micros(9e6))).toEqual({
    visit: 'V1',
    shopper: 'S1',
    time: 9e6,
    lines: [
      { gtin: WATER, name: 'Water', quantity: 1, unitPrice: 120, postings: [1, 4] },
      { gtin: CRISPS, name: 'Crisps', quantity: 1, unitPrice: 250, postings: [3] },
      { gtin: 'unheard of', name: 'unheard of', quantity: 1, unitPrice: null, postings: [5] },
    ],
    total: 370,
  });
});

test('who takes nothing gets an empty receipt', () => {
  expect(writeReceipt({ ...visit, shopper: 'S9' }, postings, tinyProject(), micros(9e6))).toMatchObject({
    lines: [],
    total: 0,
  });
});
