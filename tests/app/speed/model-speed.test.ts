import { expect, test } from 'vitest';
import { passingSpeedStore } from '#storage/passing-speed-store.ts';
import type { Desk } from '#app/desk.ts';
import type { EngineWish } from '#app/speed/engine-wishes.svelte.ts';
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
