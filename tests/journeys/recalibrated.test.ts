/** A stored session whose camera was believed to hang elsewhere: calibrated, its own sightings come to another receipt. */
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calibrate } from '#core/geometry/calibrate.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { viewScene } from '#core/pipeline/view.ts';
import type { Project } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { micros } from '#core/time/micros.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import { type SessionStore, openSessionStore } from '#storage/session-store.ts';
import { calibratedProject } from '#app/pilot/calibrated-project.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import { withFullDisk } from '../support/full-disk.ts';
import { MARKS, seenAt } from '../support/marked-floor.ts';
import { miscalibratedProject, sightings } from '../support/miscalibrated-session.ts';
import { CRISPS } from '../support/tiny-project.ts';
import { shoppingTrip } from '../support/tiny-walk.ts';

let store: SessionStore;
beforeEach(async () => {
  store = await openSessionStore();
});
afterEach(async () => {
  store.close();
  await Dexie.delete('openaisle');
  await deleteDB('openaisle-journal');
});

const SIX_SECONDS = 6_000_000;

/** The session as it ran, with its results. */
async function ran(): Promise<string> {
  const project = miscalibratedProject();
  const text = JSON.stringify(project);
  const { id } = await store.createSession({
    name: 'Monday',
    project: { name: project.name, text, files: [] },
    recording: 'monday',
    model: null,
    settings: sceneDefaults,
  });
  const writer = new JournalWriter(store.journal, id, { onFailure: (error) => expect.unreachable(String(error)) });
  writer.write(sightings);
  await writer.close();
  const { last } = await fold(id);
  await store.finishSession(id, { results: resultsOf(viewScene(last)), lastTime: micros(last.time), figures: {} });
  return id;
}

async function fold(id: string): Promise<Recollection> {
  const { project, session } = await store.loadSession(id);
  const recollection = new Recollection(readProject(JSON.parse(project.text), 'project.json'), session.settings);
  for await (const chunk of store.readInputs(id)) recollection.take(chunk);
  return recollection;
}

/** By the marks of the floor, as a person clicks them. */
function calibrated(): Project {
  const project = miscalibratedProject();
  const points = MARKS.map(([x, y]) => ({ image: imagePoint(seenAt(x, y).x, seenAt(x, y).y), world: { x, y, z: 0 } }));
  const found = calibrate(points, project.cameras[0]!).calibration!;
  return calibratedProject(project, 'cam1', { method: 'clicked points', ...found });
}

/** How far from where they are the shopper is believed to be, m. */
async function offAtSix(recollection: Recollection): Promise<number> {
  const [shopper] = viewScene(await recollection.at(SIX_SECONDS)).shoppers;
  const [x, y] = shoppingTrip(SIX_SECONDS / 1e6)!;
  return Math.hypot(shopper!.at.x - x, shopper!.at.y - y);
}

test('the shopper stands where they stood, and pays for what they took', async () => {
  const before = await ran();
  expect(await offAtSix(await fold(before))).toBeGreaterThan(1);
  const { results } = await store.loadSession(before);
  expect(results!.receipts).toMatchObject([{ lines: [], total: 0 }]);

  const after = await store.copySession(before, { text: JSON.stringify(calibrated()), name: 'Monday, calibrated' });
  const folded = await fold(after.id);
  expect(await offAtSix(folded)).toBeLessThan(0.25);
  expect(viewScene(folded.last).receipts).toMatchObject([{ lines: [{ gtin: CRISPS, quantity: 1 }], total: 250 }]);
  expect((await store.loadSession(before)).results).toEqual(results);
});

test('stopped in the middle, or without room, there is the session as it was and nothing else', async () => {
  const id = await ran();
  const before = await store.loadSession(id);
  const copy = { text: JSON.stringify(calibrated()), name: 'Monday, calibrated' };

  await expect(store.copySession(id, copy, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  await withFullDisk(() => expect(store.copySession(id, copy)).rejects.toMatchObject({ code: 'storage/quota' }));
  expect((await store.listSessions()).map((session) => session.id)).toEqual([id]);
  expect(await store.loadSession(id)).toEqual(before);
});
