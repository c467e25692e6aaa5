import { expect, test } from 'vitest';
import { zoneNames } from '#overlay/zone-names.ts';

const names = { entry: 'Entry', exit: 'Exit', sales: 'Sales floor', kiosk: 'Till', staff: 'Staff', 'no-tracking': '–' };
const door = [
  [0, 0],
  [1, 0],
  [1, 1],
] as const;
const zones = [
  { purpose: 'entry', polygon: door },
  { purpose: 'sales', polygon: [...door, [0, 1]] },
  { purpose: 'exit', polygon: door },
] as unknown as Parameters<typeof zoneNames>[0];
const named = (fits: boolean) => zoneNames(zones, names, () => fits).map(({ text }) => text);

test('a door for both ways has both names, side by side where they fit', () => {
  expect(named(true)).toEqual(['Entry · Exit', 'Sales floor']);
  expect(named(false)).toEqual(['Entry', 'Exit', 'Sales floor']);
});

test('two zones of one purpose in one place have its name once', () => {
  const twice = [zones[0]!, zones[0]!, zones[2]!];
  expect(zoneNames(twice, names, () => true).map(({ text }) => text)).toEqual(['Entry · Exit']);
});
