import { expect, test } from 'vitest';
import { cents } from '#core/basket/money.ts';
import { micros } from '#core/time/micros.ts';
import { accountsOf, visitState } from '#app/pilot/account.ts';

const visit = (id: string, left: number | null, closed: 'exit' | 'merged' | null) => ({
  id: `V${id}`,
  shopper: `S${id}`,
  entered: micros(5e6),
  left: left === null ? null : micros(left),
  closed,
});
const receipt = (id: string, total: number) => ({
  visit: `V${id}`,
  shopper: `S${id}`,
  time: micros(9e6),
  lines: [],
  total: cents(total),
});

test('every visit has one account: its receipt, or its basket while it goes on', () => {
  const visits = [visit('1', 8e6, 'exit'), visit('2', null, null), visit('3', 6e6, 'merged')];
  const scene = { visits, receipts: [receipt('1', 250)], baskets: [receipt('2', 120)] };
  expect(accountsOf(scene).map(({ visit, receipt, written }) => [visit.id, receipt.total, written])).toEqual([
    ['V1', 250, true],
    ['V2', 120, false],
  ]);
});

test('somebody is still to come, inside, and gone', () => {
  const times = [4e6, 5e6, 7e6, 8e6];
  expect(times.map((time) => visitState(visit('1', 8e6, 'exit'), time))).toEqual([
    'coming',
    'inside',
    'inside',
    'left',
  ]);
  expect(visitState(visit('2', null, null), 9e9)).toBe('inside');
});
