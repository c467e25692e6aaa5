/** Who somebody was, as entries of the ledger: lines follow the person, and come back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldBasket, heldUnits } from '#core/basket/basket.ts';
import { type Deed, enter } from '#core/basket/deed.ts';
import { canTakeBack } from '#core/basket/identity-entry.ts';
import { type Ledger, emptyLedger, record } from '#core/basket/ledger.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { micros } from '#core/time/micros.ts';

const now = micros(90e6);
const owner = { operator: 'the owner', reason: 'seen in the clip' };
const moved =
  (interaction: string, second: number, shopper: string, gtin: string, quantity: number) => (ledger: Ledger) =>
    record(ledger, { time: micros(second * 1e6), shopper, gtin, quantity, interaction })!;
const merge = (shopper: string, into: string): Deed => ({ action: 'merge', shopper, into, ...owner });
const split = (shopper: string, second: number): Deed => ({
  action: 'split',
  shopper,
  at: micros(second * 1e6),
  ...owner,
});
const swap = (shopper: string, other: string, second: number): Deed => ({
  action: 'swap',
  ...{ shopper, other, at: micros(second * 1e6) },
  ...owner,
});
const takeBack = (entry: number): Deed => ({ action: 'take-back-identity', entry, ...owner });
const all = (ledger: Ledger, ...deeds: readonly Deed[]) => deeds.reduce((so, deed) => enter(so, deed, now)!, ledger);
const basket = ({ postings }: Ledger, shopper: string) =>
  Object.fromEntries(foldBasket(postings, shopper).lines.map(({ gtin, quantity }) => [gtin, quantity]));

/** S1 takes crisps at 10 s and water at 30 s, S2 takes cola at 20 s and gum at 40 s. */
const day = [
  moved('I1', 10, 'S1', 'crisps', 1),
  moved('I2', 20, 'S2', 'cola', 2),
  moved('I3', 30, 'S1', 'water', 1),
  moved('I4', 40, 'S2', 'gum', 1),
].reduce((ledger, step) => step(ledger), emptyLedger);

describe('what a person says of who somebody was', () => {
  test('two were one: everything is in one basket, and back in two when that is taken back', () => {
    const one = all(day, merge('S2', 'S1'));
    expect([basket(one, 'S1'), basket(one, 'S2')]).toEqual([{ crisps: 1, cola: 2, water: 1, gum: 1 }, {}]);
    const two = all(one, takeBack(1));
    expect([basket(two, 'S1'), basket(two, 'S2')]).toEqual([basket(day, 'S1'), basket(day, 'S2')]);
    expect(two.postings.slice(0, day.postings.length)).toEqual(day.postings);
  });

  test('one was two from a moment on: what was taken since is somebody else’s', () => {
    const two = all(day, split('S1', 25));
    expect([basket(two, 'S1'), basket(two, 'S1.2')]).toEqual([{ crisps: 1 }, { water: 1 }]);
    expect(basket(all(two, takeBack(1)), 'S1')).toEqual({ crisps: 1, water: 1 });
  });

  test('two were taken for each other from a moment on: what was taken since changes hands', () => {
    const swapped = all(day, swap('S1', 'S2', 25));
    expect([basket(swapped, 'S1'), basket(swapped, 'S2')]).toEqual([
      { crisps: 1, gum: 1 },
      { cola: 2, water: 1 },
    ]);
    const back = all(swapped, takeBack(1));
    expect([basket(back, 'S1'), basket(back, 'S2')]).toEqual([basket(day, 'S1'), basket(day, 'S2')]);
  });

  test('a name that was told apart never comes again, even when that was taken back', () => {
    const again = all(day, split('S1', 25), takeBack(1), split('S1', 5));
    expect(basket(again, 'S1.3')).toEqual({ crisps: 1, water: 1 });
    expect(again.identities.map(({ renaming }) => renaming)).toMatchObject([{ as: 'S1.2' }, {}, { as: 'S1.3' }]);
  });

  test('what one took and the other put back comes off the basket it is in', () => {
    const returned = moved('I5', 50, 'S1', 'crisps', -1)(day);
    const two = all(returned, split('S1', 45));
    expect([basket(two, 'S1'), basket(two, 'S1.2')]).toEqual([{ water: 1 }, {}]);
    expect(heldUnits(two.postings, 'S1.2', 'crisps')).toBe(0);
  });

  test('only what nothing more was said about can be taken back, and only once', () => {
    const said = all(day, split('S1', 25), merge('S1.2', 'S2'), swap('S3', 'S4', 10));
    expect([1, 2, 3, 4].map((id) => canTakeBack(said.identities, id))).toEqual([false, true, true, false]);
    expect(enter(said, takeBack(1), now)).toBeNull();
    const less = all(said, takeBack(2));
    expect(canTakeBack(less.identities, 2)).toBe(false);
    expect([basket(less, 'S1.2'), basket(less, 'S2')]).toEqual([{ water: 1 }, { cola: 2, gum: 1 }]);
    expect(basket(all(less, takeBack(1)), 'S1')).toEqual({ crisps: 1, water: 1 });
  });

  test('what was taken since a merger goes to whom the cameras followed when it is taken back', () => {
    const one = moved('I5', 95, 'S1', 'bread', 1)(all(day, merge('S2', 'S1')));
    const bread: Interaction = {
      ...{ id: 'I5', type: 'take', start: micros(94e6), end: micros(95e6), fixture: 'f', shelf: 's', plates: [] },
      ...{ grams: -400, candidates: [], attributions: [{ shopper: 'S2', probability: 0.9 }] },
    };
    const two = enter(one, takeBack(1), micros(99e6), [bread])!;
    expect([basket(two, 'S1'), basket(two, 'S2')]).toEqual([
      { crisps: 1, water: 1 },
      { cola: 2, gum: 1, bread: 1 },
    ]);
  });
});

test('whatever people say in whatever order, nothing is lost, nothing appears, nobody holds less than nothing', () => {
  const shopper = fc.constantFrom('S1', 'S2', 'S3', 'S1.2', 'S2.2');
  const second = fc.integer({ min: 0, max: 100 });
  const gtin = fc.constantFrom('crisps', 'water');
  const number = fc.integer({ min: 1, max: 8 });
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    fc.tuple(shopper, shopper).map(([a, b]) => merge(a, b)),
    fc.tuple(shopper, second).map(([a, at]) => split(a, at)),
    fc.tuple(shopper, shopper, second).map(([a, b, at]) => swap(a, b, at)),
    number.map(takeBack),
    number.map((entry): Deed => ({ action: 'take-back', entry, ...owner })),
    fc
      .record({ shopper, gtin, quantity: fc.constantFrom(-1, 1, 2) })
      .map((outcome): Deed => ({ action: 'add', outcome, ...owner })),
    fc
      .tuple(number, fc.record({ shopper, gtin, quantity: fc.constantFrom(1, 2) }))
      .map(([n, outcome]): Deed => ({ action: 'correct', interaction: `I${n}`, outcome, ...owner })),
  );
  const movement = fc.record({
    shopper: fc.constantFrom('S1', 'S2', 'S3'),
    gtin,
    quantity: fc.constantFrom(-2, -1, 1, 1, 2, 3),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(deed, movement), { minLength: 1, maxLength: 30 }), (steps) => {
      const names = new Set<string>();
      let ledger = emptyLedger;
      steps.forEach((step, i) => {
        const time = micros(i * 4e6);
        // Nobody speaks of what is still to come.
        if ('action' in step && step.action === 'correct' && Number(step.interaction.slice(1)) > i) return;
        const next =
          'action' in step ? enter(ledger, step, time) : record(ledger, { time, interaction: `I${i}`, ...step });
        if (next === null) return;
        expect(next.postings.slice(0, ledger.postings.length)).toEqual(ledger.postings);
        if (next.identities.length > ledger.identities.length) expect(units(next)).toBe(units(ledger));
        ledger = next;
        const { renaming, takesBack } = next.identities.at(-1) ?? {};
        if ('action' in step && step.action === 'split' && renaming?.kind === 'split' && takesBack === null) {
          expect(names.has(renaming.as)).toBe(false);
          names.add(renaming.as);
        }
        // A basket shows what is more than nothing: as much as was posted, so nobody holds less.
        expect(units(ledger)).toBe(ledger.postings.reduce((sum, { quantity }) => sum + quantity, 0));
      });
    }),
    { numRuns: 1000 },
  );
});

function units({ postings }: Ledger): number {
  const shoppers = [...new Set(postings.map(({ shopper }) => shopper))];
  const lines = shoppers.flatMap((shopper) => foldBasket(postings, shopper).lines);
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
