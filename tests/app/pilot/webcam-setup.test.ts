import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { liveProject } from '#core/planning/live-project.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { type SessionStore, openSessionStore } from '#storage/session-store.ts';
import { keepCalibration, keepClock, loadWebcams, rememberWebcams } from '#app/pilot/webcam-setup.ts';

const webcam = (id: string) => ({ id, name: 'Door', width: 640, height: 360, known: null });
const cameraOf = (id: string, method: string, fx: number): ProjectCamera => {
  const [camera] = liveProject('webcams', [webcam(id)], '').cameras;
  const { calibration, intrinsics } = camera!;
  return { ...camera!, calibration: { ...calibration, method }, intrinsics: { ...intrinsics, fx } };
};
/** Of a stored session, which names cameras otherwise than the browser does. */
const walked = { ...cameraOf('cam1', 'walking', 400), clock: { offsetMicros: 70_000 } };

let store: SessionStore;
beforeEach(async () => {
  store = await openSessionStore();
  // Calibrated since that session.
  const project = liveProject('webcams', [], '');
  await rememberWebcams(store.setups, { ...project, cameras: [cameraOf('usb-1', 'clicked points', 500)] });
});
afterEach(async () => {
  store.close();
  await Dexie.delete('openaisle');
  await deleteDB('openaisle-journal');
});

const kept = async () => (await loadWebcams(store.setups))!.cameras;

test('a clock is kept, and where the webcam is known to hang since then stays', async () => {
  await keepClock(store.setups, walked);
  const [camera, ...others] = await kept();
  expect(others).toEqual([]);
  expect(camera).toEqual({ ...cameraOf('usb-1', 'clicked points', 500), clock: { offsetMicros: 70_000 } });
});

test('a calibration is kept in place of the one there is, with the clock', async () => {
  await keepCalibration(store.setups, walked);
  const [camera] = await kept();
  expect(camera!.id).toBe('usb-1');
  expect([camera!.calibration.method, camera!.intrinsics.fx]).toEqual(['walking', 400]);
  expect(camera!.clock).toEqual({ offsetMicros: 70_000 });
});
