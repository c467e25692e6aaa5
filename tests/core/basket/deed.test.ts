/** Corrections, additions and their way back, as entries of one ledger. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldBasket, heldUnits } from '#core/basket/basket.ts';
import { type Deed, enter } from '#core/basket/deed.ts';
import { entriesOf } from '#core/basket/entries.ts';
import { type Ledger, emptyLedger, record } from '#core/basket/ledger.ts';
import { transferAll } from '#core/basket/transfer.ts';
import { micros } from '#core/time/micros.ts';

const now = micros(9e6);
const owner = { operator: 'the owner', reason: 'seen in the clip' };
const took =
  (interaction: string, shopper: string, gtin: string, quantity = 1) =>
  (ledger: Ledger) =>
    record(ledger, { time: micros(1e6), shopper, gtin, quantity, interaction })!;
const adds = (shopper: string, gtin: string, quantity: number, said = owner): Deed => ({
  action: 'add',
  outcome: { shopper, gtin, quantity },
  ...said,
});
const corrects = (interaction: string, shopper: string, gtin: string, quantity = 1): Deed => ({
  action: 'correct',
  interaction,
  outcome: { shopper, gtin, quantity },
  ...owner,
});
const takesBack = (entry: number): Deed => ({ action: 'take-back', entry, operator: 'her son', reason: 'taken back' });
const all = (ledger: Ledger, ...deeds: readonly Deed[]) => deeds.reduce((so, deed) => enter(so, deed, now)!, ledger);
const basket = (ledger: Ledger, shopper: string) =>
  Object.fromEntries(foldBasket(ledger.postings, shopper).lines.map(({ gtin, quantity }) => [gtin, quantity]));

const machine = took('I1', 'S1', 'crisps')(emptyLedger);

describe('what the shop missed', () => {
  test('is a line with a name and a reason, and no interaction behind it', () => {
    const ledger = all(machine, adds('S1', 'water', 2), adds('S1', 'water', 1));
    expect(basket(ledger, 'S1')).toEqual({ crisps: 1, water: 3 });
    expect(entriesOf(ledger.postings).map(({ about, operator }) => [about, operator])).toEqual([
      ['A1', 'the owner'],
      ['A2', 'the owner'],
    ]);
  });

  test('comes off a line as well, but not more than is on it', () => {
    expect(basket(all(machine, adds('S1', 'crisps', -1)), 'S1')).toEqual({});
    expect(enter(machine, adds('S1', 'crisps', -2), now)).toBeNull();
    expect(enter(machine, adds('S2', 'crisps', -1), now)).toBeNull();
    expect(enter(machine, adds('S1', 'crisps', 0), now)).toBeNull();
  });

  test('goes along when its shopper turns out to be another, and is corrected like an interaction', () => {
    const merged = transferAll(all(machine, adds('S2', 'water', 2)), 'S2', 'S1', now);
    expect([basket(merged, 'S1'), basket(merged, 'S2')]).toEqual([{ crisps: 1, water: 2 }, {}]);
    expect(basket(all(merged, corrects('A1', 'S1', 'water', 1)), 'S1')).toEqual({ crisps: 1, water: 1 });
  });
});

describe('an entry that is taken back', () => {
  test('is counter-posted by somebody who is named too, and both stay in the ledger', () => {
    const corrected = all(machine, corrects('I1', 'S1', 'water', 2));
    const undone = all(corrected, takesBack(2));
    expect(basket(undone, 'S1')).toEqual({ crisps: 1 });
    expect(undone.postings.slice(0, 3)).toEqual(corrected.postings);
    expect(entriesOf(undone.postings)).toMatchObject([
      { id: 2, takenBack: true, last: false, takesBack: null },
      { id: 4, operator: 'her son', reason: 'taken back', takesBack: 2, takenBack: false, last: false },
    ]);
  });

  test('cannot be taken back twice, nor a take-back, nor what the machine posted, nor what is not there', () => {
    const undone = all(machine, adds('S1', 'water', 1), takesBack(2));
    for (const entry of [1, 2, 3, 4, 99]) expect(enter(undone, takesBack(entry), now)).toBeNull();
  });

  test('goes back through two of one minute, one name and one reason, newest first', () => {
    const twice = all(machine, corrects('I1', 'S1', 'water'), corrects('I1', 'S1', 'soap'));
    expect(entriesOf(twice.postings).map(({ id, last }) => [id, last])).toEqual([
      [2, false],
      [4, true],
    ]);
    expect(enter(twice, takesBack(2), now)).toBeNull();
    const once = all(twice, takesBack(4));
    expect(basket(once, 'S1')).toEqual({ water: 1 });
    expect(basket(all(once, takesBack(2)), 'S1')).toEqual({ crisps: 1 });
  });

  test('is refused when what it put on was put back on the shelf since', () => {
    const returned = took('I2', 'S1', 'water', -1)(all(machine, adds('S1', 'water', 1)));
    expect(enter(returned, takesBack(2), now)).toBeNull();
  });

  test('is taken back from who the shopper turned out to be', () => {
    const two = took('I2', 'S2', 'crisps')(machine);
    const merged = transferAll(all(two, corrects('I2', 'S2', 'water')), 'S2', 'S1', now);
    const undone = all(merged, takesBack(3));
    expect([basket(undone, 'S1'), basket(undone, 'S2')]).toEqual([{ crisps: 2 }, {}]);
  });
});

test('whatever people say: nobody holds less than nothing, and taking all of it back leaves what the machine posted', () => {
  const shopper = fc.constantFrom('S1', 'S2');
  const gtin = fc.constantFrom('crisps', 'water');
  const outcome = fc.record({ shopper, gtin, quantity: fc.integer({ min: -2, max: 3 }).filter((n) => n !== 0) });
  const said = fc.constantFrom(owner, { operator: 'her son', reason: 'he told me' });
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    fc.tuple(said, outcome).map(([who, what]): Deed => ({ action: 'add', outcome: what, ...who })),
    fc
      .tuple(said, fc.constantFrom('I1', 'I2', 'A1'), fc.option(outcome))
      .map(([who, interaction, what]): Deed => ({ action: 'correct', interaction, outcome: what, ...who })),
  );
  const start = took('I2', 'S2', 'water', 2)(machine);
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
      let ledger = deeds.reduce((so, each) => enter(so, each, now) ?? so, start);
      const holds = () =>
        ['S1', 'S2'].flatMap((who) => ['crisps', 'water'].map((what) => heldUnits(ledger.postings, who, what)));
      expect(Math.min(...holds())).toBeGreaterThanOrEqual(0);
      for (let left = entriesOf(ledger.postings).length; left > 0; left--) {
        const last = entriesOf(ledger.postings).findLast((entry) => entry.last);
        if (last === undefined) break;
        ledger = all(ledger, takesBack(last.id));
        expect(Math.min(...holds())).toBeGreaterThanOrEqual(0);
      }
      expect([basket(ledger, 'S1'), basket(ledger, 'S2')]).toEqual([{ crisps: 1 }, { water: 2 }]);
      expect(ledger.postings.map(({ sequence }) => sequence)).toEqual(ledger.postings.map((_, i) => i + 1));
    }),
  );
});
