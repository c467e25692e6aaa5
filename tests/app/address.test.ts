import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TableChoice, writeTable } from '#app/compare/table-choice.ts';
import { type Place, SETTINGS, readAddress, writeAddress } from '#app/address.ts';

const session = fc.option(fc.uuid(), { nil: null });
const time = fc.option(
  fc.integer({ min: 0, max: 86_400_000 }).map((milliseconds) => milliseconds / 1000),
  { nil: null },
);
const interaction = fc.option(
  fc.integer({ min: 1, max: 9999 }).map((number) => `I${number}`),
  { nil: null },
);
const figures = ['HOTA', 'IDF1', 'AP50'];
const table = fc
  .record<TableChoice>({
    columns: fc.option(fc.subarray(figures, { minLength: 1 }), { nil: null }),
    sort: fc.option(fc.record({ by: fc.constantFrom('run', ...figures), descending: fc.boolean() }), { nil: null }),
    rows: fc.constantFrom('runs', 'sequences'),
    curve: fc.option(fc.constantFrom('DetA', 'IoU 0.50'), { nil: null }),
  })
  // Of a table as it was measured nothing stands in the address.
  .filter((choice) => writeTable(choice) !== '');
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom('home', 'label', 'sheets', 'bench').map((at) => ({ at })),
  fc.record({ at: fc.constant('compare' as const), table: fc.option(table, { nil: null }) }),
  fc.record({ at: fc.constant('webcams' as const), calibrate: fc.option(fc.string({ minLength: 1 }), { nil: null }) }),
  fc.record({ at: fc.constant('walk' as const), session }),
  fc.record({ at: fc.constant('kit' as const), state: fc.constantFrom(null, 'home', 'home-empty') }),
  fc.constantFrom(...SETTINGS).map((section) => ({ at: 'settings' as const, section })),
  fc.record({ at: fc.constant('pilot' as const), session, moment: fc.record({ time, interaction }) }),
  fc.record({
    at: fc.constant('calibrate' as const),
    session,
    camera: fc.string({ minLength: 1, unit: 'grapheme' }),
  }),
);

test('an address that was copied leads back to the same view', () => {
  fc.assert(
    fc.property(place, (there) => {
      expect(readAddress(writeAddress(there))).toEqual(there);
    }),
  );
});

test('an address of nothing leads home', () => {
  for (const address of ['', '#', '#/', '#/nowhere', '#/pilots/3'])
    expect(readAddress(address)).toEqual({ at: 'home' });
});

test('an address that somebody cut or mangled leads to some place', () => {
  fc.assert(
    fc.property(fc.string(), (rest) => {
      expect(readAddress(`#/${rest}`).at).toBeTypeOf('string');
    }),
  );
  expect(readAddress('#/pilot/%E0%A4%A').at).toBe('pilot');
});
