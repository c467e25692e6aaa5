import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ModelCache, openModelCache } from '#storage/model-cache.ts';
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
/** FIPS 180-4, the example of one block. */
const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('a model is found again under the hash of its bytes', async () => {
  expect(await cache.keepModel('nano.onnx', abc)).toEqual({ sha256: ABC_SHA256, name: 'nano.onnx', size: 3 });
  cache.close();
  cache = await openModelCache();
  expect(await cache.loadModel(ABC_SHA256)).toEqual(abc);
  expect(await cache.loadModel('0'.repeat(64))).toBeNull();
});

test('the same bytes are kept once, under the newest name', async () => {
  await cache.keepModel('nano.onnx', abc);
  await cache.keepModel('yolox_nano.onnx', abc);
  await cache.keepModel('a.onnx', new Uint8Array(5));
  expect((await cache.listModels()).map(({ name }) => name)).toEqual(['a.onnx', 'yolox_nano.onnx']);
  await cache.removeModel(ABC_SHA256);
  expect((await cache.listModels()).map(({ name }) => name)).toEqual(['a.onnx']);
  expect(await cache.loadModel(ABC_SHA256)).toBeNull();
});

test('a full disk keeps no half of a model', async () => {
  await withFullDisk(async () => {
    await expect(cache.keepModel('nano.onnx', abc)).rejects.toMatchObject({
      code: 'storage/quota',
      message: expect.stringMatching(/^The model nano\.onnx could not be kept/),
    });
  });
  expect(await cache.listModels()).toEqual([]);
  expect(await cache.loadModel(ABC_SHA256)).toBeNull();
});
