import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from '#core/speed/machine.ts';
import { passingSpeedStore } from '#storage/passing-speed-store.ts';
import { type Measurement, type SpeedStore, openSpeedStore } from '#storage/speed-store.ts';

let store: SpeedStore;
beforeEach(async () => {
  store = await openSpeedStore();
});
afterEach(async () => {
  store.close();
  await deleteDB('openaisle-speeds');
});

const machine: Machine = {
  browser: 'Chromium 156.0',
  version: '1.2.3',
  adapter: 'intel gen-12lp',
  softwareGraphics: false,
  cores: 8,
  threads: 4,
  isolated: true,
};
const sha256 = 'a'.repeat(64);

function measurement(change: Partial<Measurement> = {}): Measurement {
  return { sha256, machine, rows: [], measuredAt: 1, ...change };
}

test('what was measured is found again on the same machine, after the page was closed too', async () => {
  await store.keep(measurement());
  store.close();
  store = await openSpeedStore();
  expect(await store.find(sha256, { ...machine })).toEqual(measurement());
  expect(await store.find('b'.repeat(64), machine)).toBeNull();
});

test('another browser, graphics processor, number of threads or release is measured anew', async () => {
  await store.keep(measurement());
  const changes = [{ browser: 'Chromium 157.0' }, { adapter: 'nvidia' }, { threads: 2 }, { version: '1.2.4' }];
  for (const change of changes) expect(await store.find(sha256, { ...machine, ...change })).toBeNull();
  await store.keep(measurement({ machine: { ...machine, threads: 2 }, measuredAt: 2 }));
  expect((await store.all(sha256)).map(({ measuredAt }) => measuredAt)).toEqual([2, 1]);
});

test('measured again, the new takes the place of the old', async () => {
  await store.keep(measurement());
  await store.keep(measurement({ measuredAt: 2 }));
  expect(await store.find(sha256, machine)).toEqual(measurement({ measuredAt: 2 }));
});

test('what an older browser took is dropped; what another number of threads took stays', async () => {
  const fewer = { ...machine, threads: 2 };
  await store.keep(measurement({ machine: fewer }));
  await store.keep(measurement({ measuredAt: 2 }));
  expect(await store.find(sha256, fewer)).not.toBeNull();
  await store.keep(measurement({ machine: { ...machine, browser: 'Chromium 157.0' }, measuredAt: 3 }));
  expect(await store.find(sha256, fewer)).toBeNull();
  expect(await store.find(sha256, machine)).toBeNull();
});

test('a model that is removed takes its measurements with it', async () => {
  await store.keep(measurement());
  await store.forget(sha256);
  expect(await store.all(sha256)).toEqual([]);
});

test('where the browser gives no room, what was measured is known until the page closes', async () => {
  const passing = passingSpeedStore();
  const other = { ...machine, threads: 2 };
  await passing.keep(measurement());
  await passing.keep(measurement({ machine: other, measuredAt: 2 }));
  expect(await passing.find(sha256, { ...machine })).toEqual(measurement());
  expect(await passing.find(sha256, { ...machine, adapter: 'nvidia' })).toBeNull();
  expect((await passing.all(sha256))[0]?.machine).toEqual(other);
  await passing.forget(sha256);
  expect(await passing.all(sha256)).toEqual([]);
});
