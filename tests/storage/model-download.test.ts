/** What comes of a download, over a real connection to a host on this machine. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { downloadModel } from '#storage/model-download.ts';
import type { ModelOffer } from '#storage/model-offers.ts';
import { type ModelHost, hostModels, offerOf } from '../support/model-host.ts';

const files = new Map([
  ['model.json', new TextEncoder().encode('{"format":"graph-model"}')],
  ['group1-shard1of2', Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)],
  ['group1-shard2of2', Uint8Array.from({ length: 70_000 }, (_, i) => i % 13)],
]);
const SHARD = 'group1-shard1of2';
const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);

let host: ModelHost;
let offer: ModelOffer;
beforeAll(async () => {
  host = await hostModels(files);
  offer = offerOf(host.origin, files);
});
afterEach(() => host.answer(SHARD, null));
afterAll(() => host[Symbol.asyncDispose]());

const noPins = (): Promise<null> => Promise.resolve(null);

function download(change: Partial<Parameters<typeof downloadModel>[1]> = {}, from = offer) {
  const signal = new AbortController().signal;
  return downloadModel(from, { pinOf: noPins, onBytes: () => undefined, signal, ...change });
}

test('all files arrive as they are, and every byte of them is told', async () => {
  const told: number[] = [];
  const { files: arrived, pins } = await download({ onBytes: (bytes) => told.push(bytes) });
  expect([...arrived.keys()]).toEqual([...files.keys()]);
  for (const [path, bytes] of files) expect(Buffer.compare(arrived.get(path)!, bytes)).toBe(0);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(total);
  expect(pins.size).toBe(0);
});

test('a file with another content of the same length is refused', async () => {
  host.answer(SHARD, (response) => response.end(new Uint8Array(300_000)));
  await expect(download()).rejects.toMatchObject({
    code: 'model/altered',
    message: expect.stringMatching(/group1-shard1of2 .* SHA-256 .* Nothing of it was kept/u),
  });
});

test('a file that is longer is refused before it is read to its end', async () => {
  let sent = 0;
  host.answer(SHARD, (response) => {
    const more = (): void => {
      if (!response.destroyed) response.write(new Uint8Array(100_000), () => ((sent += 100_000), setImmediate(more)));
    };
    more();
  });
  await expect(download()).rejects.toMatchObject({ code: 'model/altered', message: /longer than 300000 bytes/u });
  expect(sent).toBeLessThan(50_000_000);
});

test('a connection that breaks off says how far it came', async () => {
  host.answer(SHARD, (response) => {
    response.writeHead(200, { 'Content-Length': 300_000 });
    response.write(new Uint8Array(1000), () => setTimeout(() => response.destroy(), 20));
  });
  await expect(download()).rejects.toMatchObject({
    code: 'model/unreachable',
    message: expect.stringContaining('1000 of 300000 bytes came'),
  });
});

test('a file that ends too early is no file, although its host thinks so', async () => {
  host.answer(SHARD, (response) => response.end(new Uint8Array(1000)));
  await expect(download()).rejects.toMatchObject({ code: 'model/unreachable' });
});

test('a connection on which nothing comes any more is given up', async () => {
  host.answer(SHARD, (response) => response.write(new Uint8Array(1000)));
  await expect(download({ patience: 100 })).rejects.toMatchObject({ code: 'model/unreachable' });
});

test('a host that is not there, and a file that is not there', async () => {
  await using gone = await hostModels(new Map());
  const nowhere = { ...offer, files: offer.files.map((file) => ({ ...file, url: `${gone.origin}/${file.path}` })) };
  await expect(download({}, nowhere)).rejects.toMatchObject({
    code: 'model/gone',
    message: expect.stringMatching(/404 .*https:\/\/models\.example\/a-model/u),
  });
  await gone[Symbol.asyncDispose]();
  await expect(download({}, nowhere)).rejects.toMatchObject({ code: 'model/unreachable' });
});

test.each([0, 1, 24, 25, 150_000, 300_024, 300_025, total - 1, total])(
  'it can be stopped after %i bytes, and then that is all that is said',
  async (enough) => {
    const controller = new AbortController();
    const stop = (bytes: number): void => {
      if (bytes >= enough) controller.abort();
    };
    stop(0);
    const work = download({ onBytes: stop, signal: controller.signal });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  },
);

test('a file whose hash nobody publishes is pinned by the first download, and held against it by the next', async () => {
  const unknown = { ...offer, files: offer.files.map((file) => ({ ...file, sha256: null })) };
  const { pins } = await download({}, unknown);
  expect([...pins]).toEqual(offer.files.map(({ url, sha256 }) => [url, sha256]));

  const pinOf = (url: string): Promise<string | null> => Promise.resolve(pins.get(url) ?? null);
  await download({ pinOf }, unknown);
  host.answer(SHARD, (response) => response.end(new Uint8Array(300_000)));
  await expect(download({ pinOf }, unknown)).rejects.toMatchObject({ code: 'model/altered' });
});
