import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldBasket, heldUnits } from '#core/basket/basket.ts';
import { type Ledger, emptyLedger, post, record } from '#core/basket/ledger.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { micros } from '#core/time/micros.ts';

const SKUS = [
  { gtin: 'crisps', unitWeight: 105 },
  { gtin: 'water', unitWeight: 538 },
  { gtin: 'syrup', unitWeight: 545 },
] as const;

interface Told {
  readonly type: Interaction['type'];
  readonly grams: number;
  /** SKU, quantity and probability of the candidates. */
  readonly items?: readonly (readonly [string, number, number])[];
  /** Shopper and probability. */
  readonly by?: readonly (readonly [string, number])[];
  readonly plate?: string;
}

let count = 0;
function told({ type, grams, items = [], by = [['S1', 0.95]], plate = 'p1' }: Told): Interaction {
  count += 1;
  return {
    id: `I${count}`,
    type,
    start: micros(count * 1e6),
    end: micros(count * 1e6 + 5e5),
    fixture: 'f',
    shelf: 's',
    plates: [{ plate, grams }],
    grams,
    candidates: items.map(([gtin, quantity, probability]) => ({ gtin, quantity, probability })),
    attributions: by.map(([shopper, probability]) => ({ shopper, probability })),
  };
}

const posted = (...story: readonly Told[]) =>
  story.reduce<Ledger>((ledger, each) => post(told(each), ledger, SKUS), emptyLedger);
const basket = (ledger: Ledger, shopper = 'S1') =>
  Object.fromEntries(foldBasket(ledger.postings, shopper).lines.map(({ gtin, quantity }) => [gtin, quantity]));
const reasons = ({ refusals }: Ledger) => refusals.map(({ reason }) => reason);

const takeWater: Told = { type: 'take', grams: -538, items: [['water', 1, 0.99]] };

describe('posting', () => {
  test('a take goes to the likeliest shopper with the likeliest item', () => {
    const items = [['crisps', 2, 0.7], ['water', 1, 0.2]] as const; // prettier-ignore
    const ledger = posted({ type: 'take', grams: -210, items, by: [['S2', 0.8], ['S1', 0.1]] }); // prettier-ignore
    expect(basket(ledger, 'S2')).toEqual({ crisps: 2 });
    expect(basket(ledger, 'S1')).toEqual({});
    expect(ledger.postings[0]).toMatchObject({ sequence: 1, quantity: 2 });
  });

  test('what is not sure enough is refused with its reason and charges nobody', () => {
    const ledger = posted({ ...takeWater, items: [['water', 1, 0.4]] }, { ...takeWater, by: [['S1', 0.4]] });
    expect(ledger.postings).toEqual([]);
    expect(reasons(ledger)).toEqual(['unsure-item', 'unsure-shopper']);
  });

  test('a touch is nothing', () => {
    expect(posted({ type: 'touch', grams: 0 })).toEqual(emptyLedger);
  });

  test('take then return leaves the basket empty', () => {
    const ledger = posted(takeWater, { type: 'return', grams: 530, items: [['water', 1, 0.9]] });
    expect(basket(ledger)).toEqual({});
    expect(ledger.postings.map(({ quantity }) => quantity)).toEqual([1, -1]);
  });

  test('a return is looked for among what the shopper holds, wherever it is put', () => {
    // On the shelf of the syrup: by the planogram it is syrup, but they hold water.
    const ledger = posted(takeWater, { type: 'return', grams: 538, items: [['syrup', 1, 0.98]], plate: 'p9' });
    expect(basket(ledger)).toEqual({});
  });

  test('of two held items that fit, the one at home on that shelf went back', () => {
    const takeSyrup: Told = { type: 'take', grams: -545, items: [['syrup', 1, 0.9]] };
    const back: Told = { type: 'return', grams: 541, items: [['syrup', 1, 0.9], ['water', 1, 0.05]] }; // prettier-ignore
    expect(basket(posted(takeWater, takeSyrup, back))).toEqual({ water: 1 });
  });

  test('of two shoppers near, the one who holds it returned it', () => {
    const by = [['S2', 0.6], ['S1', 0.38]] as const; // prettier-ignore
    const ledger = posted(takeWater, { type: 'return', grams: 538, items: [['water', 1, 0.9]], by });
    expect(basket(ledger, 'S1')).toEqual({});
    expect(ledger.refusals).toEqual([]);
  });

  test('a return of something nobody near holds changes nothing and is kept as refused', () => {
    const ledger = posted(takeWater, { type: 'return', grams: 105, items: [['crisps', 1, 0.99]] });
    expect(basket(ledger)).toEqual({ water: 1 });
    expect(ledger.refusals).toMatchObject([{ reason: 'not-held', grams: 105, plates: ['p1'] }]);
  });

  test('a weight that nobody held and that leaves again is not charged', () => {
    const bag: Told = { type: 'return', grams: 540, items: [['water', 1, 0.9]], plate: 'p7' };
    const ledger = posted(bag, { ...takeWater, plate: 'p7' }, { ...takeWater, plate: 'p7' });
    expect(reasons(ledger)).toEqual(['not-held', 'left-again']);
    expect(basket(ledger)).toEqual({ water: 1 });
  });

  test('what one has put on a shelf without having taken it is charged to another who takes it', () => {
    const restock: Told = { type: 'return', grams: 540, items: [['water', 1, 0.9]], by: [['staff', 0.95]] };
    const ledger = posted(restock, takeWater);
    expect(reasons(ledger)).toEqual(['not-held']);
    expect(basket(ledger)).toEqual({ water: 1 });
  });

  test('who stood beside the one that filled the shelf is charged for what they take from it', () => {
    const by = [['staff', 0.6], ['S1', 0.35]] as const; // prettier-ignore
    const taker = [['S1', 0.7], ['staff', 0.25]] as const; // prettier-ignore
    const restock: Told = { type: 'return', grams: 538, items: [['water', 1, 0.9]], by };
    const ledger = posted(restock, { ...takeWater, by: taker });
    expect(reasons(ledger)).toEqual(['not-held']);
    expect(basket(ledger)).toEqual({ water: 1 });
    expect(basket(ledger, 'staff')).toEqual({});
  });

  test('what lay on a plate is forgotten once goods were taken from it', () => {
    const by = [['staff', 0.95]] as const; // prettier-ignore
    const restock: Told = { type: 'return', grams: 538, items: [['water', 1, 0.9]], by };
    const ledger = posted(restock, takeWater, { ...takeWater, by });
    expect(basket(ledger, 'staff')).toEqual({ water: 1 });
  });
});

describe('the ledger', () => {
  const movement = fc.record({
    time: fc.nat().map(micros),
    shopper: fc.constantFrom('S1', 'S2', 'S3'),
    gtin: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0),
    interaction: fc.constant('I'),
  });
  const movements = fc.array(movement, { maxLength: 60 });

  test('never holds less than nothing, and holds takes less accepted returns', () => {
    fc.assert(
      fc.property(movements, (all) => {
        let ledger = emptyLedger;
        const expected = new Map<string, number>();
        for (const each of all) {
          const key = `${each.shopper} ${each.gtin}`;
          const sum = (expected.get(key) ?? 0) + each.quantity;
          const next = record(ledger, each);
          expect(next === null).toBe(sum < 0);
          if (next === null) continue;
          expected.set(key, sum);
          ledger = next;
          expect(heldUnits(ledger.postings, each.shopper, each.gtin)).toBe(sum);
        }
        for (const shopper of ['S1', 'S2', 'S3']) {
          for (const { gtin, quantity, postings } of foldBasket(ledger.postings, shopper).lines) {
            expect(quantity).toBe(expected.get(`${shopper} ${gtin}`));
            expect(quantity).toBeGreaterThan(0);
            const own = ledger.postings.filter(({ sequence }) => postings.includes(sequence));
            expect(own.reduce((sum, each) => sum + each.quantity, 0)).toBe(quantity);
          }
        }
      }),
    );
  });

  test('folds to the same basket in whatever order its postings are read', () => {
    const ledgers = movements.map((all) => all.reduce((ledger, each) => record(ledger, each) ?? ledger, emptyLedger));
    const shuffled = ledgers.chain(({ postings }) =>
      fc.tuple(
        fc.constant(postings),
        fc.shuffledSubarray([...postings], { minLength: postings.length, maxLength: postings.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, mixed]) => {
        expect(foldBasket(mixed, 'S1')).toEqual(foldBasket(inOrder, 'S1'));
      }),
    );
  });

  test("one shopper's movements never change another's basket", () => {
    fc.assert(
      fc.property(movements, (all) => {
        const fold = (list: typeof all) => list.reduce((ledger, each) => record(ledger, each) ?? ledger, emptyLedger);
        const alone = fold(all.filter(({ shopper }) => shopper === 'S1'));
        expect(basket(fold(all))).toEqual(basket(alone));
      }),
    );
  });
});
