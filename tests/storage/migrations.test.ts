import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { deleteDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import { completeSettings } from '#core/pipeline/settings.ts';
import { openSessionStore } from '#storage/session-store.ts';
import { v1 } from '#storage/versions/v1.ts';
import { settingsBeforeV3 } from '#storage/versions/settings-before-v3.ts';
import { v2 } from '#storage/versions/v2.ts';
import { v3 } from '#storage/versions/v3.ts';
import rows from '../fixtures/storage/v1.json' with { type: 'json' };
import rowsOfV2 from '../fixtures/storage/v2.json' with { type: 'json' };
import rowsOfV3 from '../fixtures/storage/v3.json' with { type: 'json' };

afterEach(async () => {
  await Dexie.delete('openaisle');
  await deleteDB('openaisle-journal');
});

test('a disk written by v1 opens today, with nothing lost', async () => {
  await writeAs(v1, rows);

  const store = await openSessionStore();
  expect(await store.listSessions()).toEqual([...rows.sessions].reverse().map(asRunThen));

  const [finished] = rows.sessions;
  const stored = await store.loadSession(finished!.id);
  const { receipts, interactions, postings, visits } = rows.results[0]!;
  const { name, text, files } = rows.projects[0]!;
  expect(stored).toEqual({
    session: { ...finished, settings: completeSettings(settingsBeforeV3) },
    project: { name, text, files },
    results: { receipts, interactions, postings, visits },
    clips: [{ file: files[0], kept: 'opfs' }],
  });
  expect([...(await store.listTotals())]).toEqual([
    [finished!.id, { session: finished!.id, visits: visits.length, receipts: 1, total: 129, currency: null }],
  ]);
  store.close();
});

test('a disk written by v2 opens today, with nothing lost', async () => {
  const [finished, interrupted] = rowsOfV2.sessions;
  const image = new Blob(['a picture'], { type: 'image/webp' });
  await writeAs(v2, { ...rowsOfV2, posters: [{ session: finished!.id, image }] });

  const store = await openSessionStore();
  expect(await store.listSessions()).toEqual([asRunThen(finished!)]);
  await store.untrashSession(interrupted!.id);
  expect(await store.listSessions()).toEqual([interrupted, finished].map((session) => asRunThen(session!)));
  expect(await store.loadPoster(finished!.id)).toBeInstanceOf(Blob);
  expect(await store.setups.list()).toEqual(rowsOfV2.setups);
  expect([...(await store.listTotals()).values()]).toEqual(rowsOfV2.totals);
  store.close();
});

test('a disk written by v3 opens today, with every session’s settings as they were', async () => {
  await writeAs(v3, rowsOfV3);

  const store = await openSessionStore();
  const [finished, interrupted] = rowsOfV3.sessions;
  expect(await store.listSessions()).toEqual([finished]);
  const { settings, ...rest } = interrupted!;
  expect((await store.loadSession(interrupted!.id)).session).toEqual({
    ...rest,
    // What came later did not happen then.
    settings: { ...settings, fusion: { ...settings.fusion, ...LATER } },
  });
  expect((await store.loadSession(finished!.id)).session.settings).toEqual({
    ...settingsBeforeV3,
    fusion: { ...settingsBeforeV3.fusion, ...LATER },
  });
  store.close();
});

test('a disk written by a release to come is refused, and stays as it is', async () => {
  await writeAs({ number: 4, stores: { ...v3.stores, drones: 'id' } }, { drones: [{ id: 'd1' }] });

  await expect(openSessionStore()).rejects.toMatchObject({ code: 'storage/newer-version', kind: 'data' });

  const disk = await new Dexie('openaisle').open();
  expect(disk.verno).toBe(4);
  expect(await disk.table('drones').toArray()).toEqual([{ id: 'd1' }]);
  disk.close();
});

/** What later releases decide, switched off. */
const LATER = {
  tails: 0,
  appearance: 0,
  stature: 0,
  unlike: 0,
  rivals: 0,
  undecided: 0,
  clocks: 0,
  lasting: 0,
  moved: 0,
};

/** Before v3 every session was run with the same settings, and nobody wrote them down. */
const asRunThen = <Row extends object>(session: Row) => ({ ...session, settings: settingsBeforeV3 });

/** Writes `rows` the way the release of `version` did. */
async function writeAs(version: { number: number; stores: Record<string, string> }, rows: Record<string, object[]>) {
  const old = new Dexie('openaisle');
  old.version(version.number).stores(version.stores);
  for (const [table, values] of Object.entries(rows)) await old.table(table).bulkAdd(values);
  old.close();
}
