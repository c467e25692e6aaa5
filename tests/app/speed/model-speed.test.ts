import { expect, test, vi } from 'vitest';
import { passingSpeedStore } from '#storage/passing-speed-store.ts';
import type { Desk } from '#app/desk.ts';
import { type EngineWish, EngineWishes } from '#app/speed/engine-wishes.svelte.ts';
import { ModelSpeed } from '#app/speed/model-speed.svelte.ts';

const model = { name: 'nano.onnx', kind: 'detector', entry: null, size: 3, sha256: 'a'.repeat(64) } as const;
const wish: EngineWish = { runtime: 'ort', backend: 'wasm', batch: 1 };

function deskWith({ readOnly = false, speeds = passingSpeedStore() } = {}) {
  const wishes = new Map<string, EngineWish | null>();
  const engines = {
    of: (sha256: string) => wishes.get(sha256) ?? null,
    choose: (sha256: string, wish: EngineWish | null) => void wishes.set(sha256, wish),
  };
  return { readOnly, engines, rooms: { speeds } } as unknown as Desk;
}

test('a tab that only shows neither measures nor chooses', async () => {
  const speed = new ModelSpeed(deskWith({ readOnly: true }), model);
  await speed.measure();
  speed.choose(wish);
  expect([speed.going, speed.problem, speed.wish]).toEqual([null, null, null]);

  const writes = new ModelSpeed(deskWith(), model);
  writes.choose(wish);
  expect(writes.wish).toEqual(wish);
});

test('measurements that cannot be read are a problem that somebody sees', async () => {
  const speeds = { ...passingSpeedStore(), newest: () => Promise.reject(new Error('the database was closed')) };
  const speed = new ModelSpeed(deskWith({ speeds }), model);
  await speed.read();
  expect(speed.problem?.sentence).toBe('the database was closed');
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
