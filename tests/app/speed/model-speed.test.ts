import { expect, test, vi } from 'vitest';
import type { Machine } from '#core/speed/machine.ts';
import { passingSpeedStore } from '#storage/passing-speed-store.ts';
import type { Desk } from '#app/desk.ts';
import { type EngineWish, EngineWishes } from '#app/speed/engine-wishes.svelte.ts';
import { ModelSpeed } from '#app/speed/model-speed.svelte.ts';
import { ThisMachine } from '#app/speed/this-machine.ts';

const model = { name: 'nano.onnx', kind: 'detector', entry: null, size: 3, sha256: 'a'.repeat(64) } as const;
const here: Machine = {
  browser: 'Chromium 156.0',
  version: '1.2.3',
  adapter: null,
  softwareGraphics: false,
  cores: 4,
  threads: 3,
  isolated: true,
};
const wish: EngineWish = { runtime: 'ort', backend: 'wasm', batch: 1 };

function deskWith({ readOnly = false, speeds = passingSpeedStore() } = {}) {
  const wishes = new Map<string, EngineWish | null>();
  const engines = {
    of: (sha256: string) => wishes.get(sha256) ?? null,
    choose: (sha256: string, wish: EngineWish | null) => void wishes.set(sha256, wish),
  };
  const startPerceiver = () => ({ machine: () => Promise.resolve(here), [Symbol.dispose]: () => undefined });
  return { readOnly, engines, rooms: { speeds, startPerceiver } } as unknown as Desk;
}

const speedOn = (desk: Desk) => new ModelSpeed(desk, model, new ThisMachine(desk.rooms));

test('a tab that only shows neither measures nor chooses', async () => {
  const speed = speedOn(deskWith({ readOnly: true }));
  await speed.measure();
  speed.choose(wish);
  expect([speed.going, speed.problem, speed.wish]).toEqual([null, null, null]);

  const writes = speedOn(deskWith());
  writes.choose(wish);
  expect(writes.wish).toEqual(wish);
});

test('only what was measured in this browser and on this device is shown; of anything else it is said that it is', async () => {
  const speeds = passingSpeedStore();
  const measured = (machine: Machine, measuredAt: number) =>
    speeds.keep({ sha256: model.sha256, machine, rows: [], measuredAt });
  await measured({ ...here, adapter: 'nvidia' }, 3);
  const speed = speedOn(deskWith({ speeds }));
  await speed.read();
  expect([speed.measurement, speed.elsewhere]).toEqual([null, true]);

  // Recordings leave no core to others, so they compute with one thread more: the same device all the same.
  await measured({ ...here, threads: 4 }, 1);
  await measured(here, 2);
  await speed.read();
  expect(speed.measurement?.measuredAt).toBe(2);
  expect(speed.elsewhere).toBe(false);
});

test('measurements that cannot be read are a problem that somebody sees', async () => {
  const speeds = { ...passingSpeedStore(), all: () => Promise.reject(new Error('the database was closed')) };
  const speed = speedOn(deskWith({ speeds }));
  await speed.read();
  expect(speed.problem?.sentence).toBe('the database was closed');
});

test('a remembered wish keeps how many threads it may have; what is no count is left out', () => {
  const kept = { ...wish, threads: 1 };
  const remembered = { all: kept, models: { odd: { ...kept, threads: 1.5 } } };
  vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(remembered) });
  const wishes = new EngineWishes();
  expect(wishes.of(model.sha256)).toEqual(kept);
  expect(wishes.of('odd')).toEqual(wish);
  vi.unstubAllGlobals();
});

test('where the browser remembers nothing, what somebody chose holds until the page closes', () => {
  const full = new DOMException('full', 'QuotaExceededError');
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw full;
    },
  });
  const wishes = new EngineWishes();
  wishes.choose(model.sha256, wish);
  expect(wishes.of(model.sha256)).toEqual(wish);
  vi.unstubAllGlobals();
});
