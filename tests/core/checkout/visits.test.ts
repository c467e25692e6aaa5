import { describe, expect, test } from 'vitest';
import { foldBasket } from '#core/basket/basket.ts';
import { emptyLedger, record } from '#core/basket/ledger.ts';
import { cents } from '#core/basket/money.ts';
import { transferAll } from '#core/basket/transfer.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { closeVisits, dueReceipts, endVisits, openVisits } from '#core/checkout/visits.ts';
import { micros } from '#core/time/micros.ts';

const at = (seconds: number) => micros(seconds * 1e6);
const two = openVisits(
  [],
  [
    { shopper: 'S1', entered: at(1) },
    { shopper: 'S2', entered: at(2) },
  ],
);

describe('a visit', () => {
  test('opens once a shopper, numbered in order of entry', () => {
    const again = openVisits(two, [
      { shopper: 'S2', entered: at(2) },
      { shopper: 'S3', entered: at(9) },
    ]);
    expect(again.map(({ id, shopper }) => [id, shopper])).toEqual([
      ['V1', 'S1'],
      ['V2', 'S2'],
      ['V3', 'S3'],
    ]);
  });

  test('closes for whoever leaves, once and for all', () => {
    const closed = closeVisits(two, [{ shopper: 'S2', left: at(5), why: 'exit' }]);
    expect(closed.map(({ closed, left }) => [closed, left])).toEqual([
      [null, null],
      ['exit', 5e6],
    ]);
    expect(closeVisits(closed, [{ shopper: 'S2', left: at(8), why: 'lost' }])).toEqual(closed);
    expect(endVisits(closed, at(9)).map(({ closed, left }) => [closed, left])).toEqual([
      ['end-session', 9e6],
      ['exit', 5e6],
    ]);
  });

  test('has its receipt due when weight taken on the way out can have arrived, and one receipt only', () => {
    const closed = closeVisits(two, [{ shopper: 'S1', left: at(5), why: 'exit' }]);
    expect(dueReceipts(closed, [], at(9), 5)).toEqual([]);
    expect(dueReceipts(closed, [], at(10), 5).map(({ id }) => id)).toEqual(['V1']);
    const written: Receipt = { visit: 'V1', shopper: 'S1', time: at(10), lines: [], total: cents(0) };
    expect(dueReceipts(closed, [written], at(11), 5)).toEqual([]);
  });
});

test('receipts are printed with money in cents and figures by name', () => {
  const receipt: Receipt = {
    visit: 'V1',
    shopper: 'S1',
    time: at(10),
    lines: [{ gtin: '2000000000015', name: 'Crisps', quantity: 2, unitPrice: cents(250), postings: [1] }],
    total: cents(500),
  };
  expect(receiptsJson([receipt], { visits: 1, frames: 7 })).toBe(
    '{"receipts":[{"visit":"V1","shopper":"S1","lines":[{"gtin":"2000000000015","quantity":2,"unitPrice":250}],' +
      '"total":500}],"figures":{"frames":7,"visits":1}}',
  );
});

test('a shopper who turns out to be another has no receipt, and the other holds what they held', () => {
  const merged = closeVisits(two, [{ shopper: 'S2', left: at(5), why: 'merged' }]);
  expect(dueReceipts(endVisits(merged, at(60)), [], at(60), 0).map(({ shopper }) => shopper)).toEqual(['S1']);
  const take = { time: at(3), gtin: 'a', quantity: 2, interaction: 'I1' };
  const ledger = record(record(emptyLedger, { ...take, shopper: 'S2' })!, { ...take, shopper: 'S1', gtin: 'b' })!;
  const { postings } = transferAll(ledger, 'S2', 'S1', at(5));
  expect(foldBasket(postings, 'S2').lines).toEqual([]);
  expect(foldBasket(postings, 'S1').lines.map(({ gtin, quantity }) => [gtin, quantity])).toEqual([
    ['b', 2],
    ['a', 2],
  ]);
  expect(postings.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
});
