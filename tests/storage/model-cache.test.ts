import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ModelCache, openModelCache } from '#storage/model-cache.ts';
import v1 from '../fixtures/storage/models-v1.json' with { type: 'json' };
import { withFullDisk } from '../support/full-disk.ts';

let cache: ModelCache;
beforeEach(async () => {
  cache = await openModelCache();
});
afterEach(async () => {
  cache.close();
  await deleteDB('openaisle-models');
});

const abc = new TextEncoder().encode('abc');
const ADDRESS = 'https://models.example/nano.onnx';
/** FIPS 180-4, the example of one block. */
const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const detector = (name: string) => ({ name, kind: 'detector', entry: null }) as const;

test('a model is found again under the hash of its bytes', async () => {
  const kept = await cache.keepModel(detector('nano.onnx'), abc);
  expect(kept).toEqual({ sha256: ABC_SHA256, name: 'nano.onnx', kind: 'detector', entry: null, size: 3 });
  cache.close();
  cache = await openModelCache();
  expect(await cache.loadModel(ABC_SHA256)).toEqual(abc);
  expect(await cache.loadModel('0'.repeat(64))).toBeNull();
});

test('the same bytes are kept once, under the newest name', async () => {
  await cache.keepModel(detector('nano.onnx'), abc);
  await cache.keepModel(detector('yolox_nano.onnx'), abc);
  await cache.keepModel(detector('a.onnx'), new Uint8Array(5));
  expect((await cache.listModels()).map(({ name }) => name)).toEqual(['a.onnx', 'yolox_nano.onnx']);
  await cache.removeModel(ABC_SHA256);
  expect((await cache.listModels()).map(({ name }) => name)).toEqual(['a.onnx']);
  expect(await cache.loadModel(ABC_SHA256)).toBeNull();
});

test('a full disk keeps no half of a model', async () => {
  await withFullDisk(async () => {
    await expect(cache.keepModel(detector('nano.onnx'), abc, new Map([[ADDRESS, ABC_SHA256]]))).rejects.toMatchObject({
      code: 'storage/quota',
      message: expect.stringMatching(/^The model nano\.onnx could not be kept/),
    });
  });
  expect(await cache.listModels()).toEqual([]);
  expect(await cache.loadModel(ABC_SHA256)).toBeNull();
  expect(await cache.pinOf(ADDRESS)).toBeNull();
});

test('a file whose hash nobody publishes is known by the one it had first, also after its model was removed', async () => {
  await cache.keepModel(detector('nano.onnx'), abc, new Map([[ADDRESS, ABC_SHA256]]));
  await cache.removeModel(ABC_SHA256);
  expect(await cache.pinOf(ADDRESS)).toBe(ABC_SHA256);
  expect(await cache.pinOf(`${ADDRESS}.other`)).toBeNull();
});

async function keepAsVersion1(): Promise<void> {
  cache.close();
  await deleteDB('openaisle-models');
  const old = await openDB('openaisle-models', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('models', { keyPath: 'sha256' });
      fresh.createObjectStore('bytes');
    },
  });
  for (const model of v1.models) await old.put('models', model);
  for (const { key, value } of v1.bytes) await old.put('bytes', Uint8Array.from(value), key);
  old.close();
}

test('models that version 1 kept are there today, as the detectors they are', async () => {
  await keepAsVersion1();
  cache = await openModelCache();
  expect(await cache.listModels()).toEqual(v1.models.map((model) => ({ ...model, kind: 'detector', entry: null })));
  expect(await cache.loadModel(ABC_SHA256)).toEqual(abc);
  expect(await cache.pinOf(ADDRESS)).toBeNull();
});

test('an upgrade that breaks half way opens nothing and changes nothing', async () => {
  await keepAsVersion1();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new TypeError('broken');
  });
  await expect(openModelCache()).rejects.toThrow();
  put.mockRestore();
  cache = await openModelCache();
  expect(await cache.listModels()).toEqual(v1.models.map((model) => ({ ...model, kind: 'detector', entry: null })));
});
