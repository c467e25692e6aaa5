import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldBasket, heldUnits } from '#core/basket/basket.ts';
import { type Correction, correct } from '#core/basket/correction.ts';
import { entriesOf } from '#core/basket/entries.ts';
import { type Ledger, emptyLedger, record } from '#core/basket/ledger.ts';
import { type CorrectedOutcome, outcomesOf } from '#core/basket/outcome.ts';
import { transferAll } from '#core/basket/transfer.ts';
import { micros } from '#core/time/micros.ts';

const now = micros(9e6);
const took =
  (interaction: string, shopper: string, gtin: string, quantity = 1) =>
  (ledger: Ledger) =>
    record(ledger, { time: micros(1e6), shopper, gtin, quantity, interaction })!;
const says = (interaction: string, outcome: CorrectedOutcome | null): Correction => ({
  interaction,
  outcome,
  operator: 'the owner',
  reason: 'seen in the clip',
});
const basket = (ledger: Ledger, shopper: string) =>
  foldBasket(ledger.postings, shopper).lines.map(({ gtin, quantity }) => [gtin, quantity]);

describe('a person says what an interaction really was', () => {
  const ledger = took('I1', 'S1', 'crisps')(emptyLedger);

  test('another product: the first is counter-posted, with name and reason; nothing is taken out', () => {
    const corrected = correct(ledger, says('I1', { shopper: 'S1', gtin: 'water', quantity: 1 }), now)!;
    expect(basket(corrected, 'S1')).toEqual([['water', 1]]);
    expect(corrected.postings[0]).toBe(ledger.postings[0]);
    expect(corrected.postings.slice(1)).toEqual([
      expect.objectContaining({
        gtin: 'crisps',
        quantity: -1,
        correction: { operator: 'the owner', reason: 'seen in the clip' },
      }),
      expect.objectContaining({
        gtin: 'water',
        quantity: 1,
        correction: { operator: 'the owner', reason: 'seen in the clip' },
      }),
    ]);
  });

  test('another shopper, another quantity, nothing at all', () => {
    const theirs = correct(ledger, says('I1', { shopper: 'S2', gtin: 'crisps', quantity: 3 }), now)!;
    expect([basket(theirs, 'S1'), basket(theirs, 'S2')]).toEqual([[], [['crisps', 3]]]);
    expect(basket(correct(ledger, says('I1', null), now)!, 'S1')).toEqual([]);
  });

  test('an interaction that was never posted gets a line', () => {
    const seen = correct(ledger, says('I2', { shopper: 'S1', gtin: 'water', quantity: 2 }), now)!;
    expect(basket(seen, 'S1')).toEqual([
      ['crisps', 1],
      ['water', 2],
    ]);
  });

  test('what was posted already is confirmed: no basket changes, and the ledger says who stands for it', () => {
    const confirmed = correct(ledger, says('I1', { shopper: 'S1', gtin: 'crisps', quantity: 1 }), now)!;
    expect(basket(confirmed, 'S1')).toEqual([['crisps', 1]]);
    expect(confirmed.postings.slice(1).map(({ quantity }) => quantity)).toEqual([-1, 1]);
    expect(entriesOf(confirmed.postings)).toMatchObject([
      { about: 'I1', operator: 'the owner', confirms: true, last: true },
    ]);
    expect(correct(ledger, says('I9', null), now)!.postings).toHaveLength(1);
  });

  test('what was returned later cannot be corrected away: nobody holds less than nothing', () => {
    const returned = took('I2', 'S1', 'crisps', -1)(ledger);
    expect(correct(returned, says('I1', null), now)).toBeNull();
    expect(correct(ledger, says('I3', { shopper: 'S1', gtin: 'water', quantity: -1 }), now)).toBeNull();
  });

  test('two who were one shopper: each of their takes can still be corrected by itself', () => {
    const both = took('I2', 'S2', 'crisps')(took('I3', 'S2', 'crisps')(ledger));
    const merged = transferAll(both, 'S2', 'S1', now);
    expect([basket(merged, 'S1'), basket(merged, 'S2')]).toEqual([[['crisps', 3]], []]);
    const corrected = correct(merged, says('I2', null), now)!;
    expect([basket(corrected, 'S1'), basket(corrected, 'S2')]).toEqual([[['crisps', 2]], []]);
  });
});

const outcome = fc.option(
  fc.record({
    shopper: fc.constantFrom('S1', 'S2'),
    gtin: fc.constantFrom('crisps', 'water'),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
);

test('however often an interaction is corrected, the last word counts; saying what was so before undoes it all', () => {
  const machine = took('I2', 'S2', 'water')(took('I1', 'S1', 'crisps', 2)(emptyLedger));
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 6 }), (outcomes) => {
      const corrected = outcomes.reduce((ledger, each) => correct(ledger, says('I1', each), now)!, machine);
      const last = outcomes.at(-1)!;
      expect(outcomesOf(corrected.postings, 'I1')).toEqual(last === null ? [] : [last]);
      expect(outcomesOf(corrected.postings, 'I2')).toEqual([{ shopper: 'S2', gtin: 'water', quantity: 1 }]);
      for (const shopper of ['S1', 'S2']) {
        for (const gtin of ['crisps', 'water'])
          expect(heldUnits(corrected.postings, shopper, gtin)).toBeGreaterThanOrEqual(0);
      }
      const undone = correct(corrected, says('I1', { shopper: 'S1', gtin: 'crisps', quantity: 2 }), now)!;
      for (const shopper of ['S1', 'S2']) expect(basket(undone, shopper)).toEqual(basket(machine, shopper));
      expect(undone.postings.slice(0, machine.postings.length)).toEqual(machine.postings);
    }),
  );
});
