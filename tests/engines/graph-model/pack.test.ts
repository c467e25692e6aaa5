import { expect, test } from 'vitest';
import { entryOfPacked } from '#engines/graph-model/entry-of-packed.ts';
import { isPacked, packGraphModel } from '#engines/graph-model/pack.ts';
import { unpackGraphModel } from '#engines/graph-model/unpack.ts';

const modelJson = new TextEncoder().encode('{"format":"graph-model"}');
const shards = new Map([
  ['group1-shard2of2', Uint8Array.of(4, 5)],
  ['group1-shard1of2', Uint8Array.of(1, 2, 3)],
]);

test('what is packed comes out as it went in', () => {
  const packed = packGraphModel(modelJson, shards, 'a-model');
  expect(isPacked(packed)).toBe(true);
  const { entry, ...files } = unpackGraphModel(packed, 'a.model');
  expect(entry).toBe('a-model');
  expect(files.modelJson).toEqual(modelJson);
  expect([...files.shards].toSorted()).toEqual([...shards].toSorted());
});

test('equal models make equal bytes, in whatever order the shards come', () => {
  const turned = new Map([...shards].toReversed());
  expect(packGraphModel(modelJson, turned)).toEqual(packGraphModel(modelJson, shards));
  expect(packGraphModel(modelJson, shards, 'a-model')).not.toEqual(packGraphModel(modelJson, shards));
});

test('other files are not taken for one', async () => {
  expect(isPacked(new Uint8Array())).toBe(false);
  expect(await entryOfPacked(Uint8Array.of(8, 7, 18, 5))).toBeNull();
  expect(await entryOfPacked(packGraphModel(modelJson, shards))).toBeNull();
});

test('a packed model that is cut anywhere, or that somebody wrote on, is refused', () => {
  const packed = packGraphModel(modelJson, shards);
  for (let length = 4; length < packed.length; length++) {
    const cut = packed.slice(0, length);
    expect(() => unpackGraphModel(cut, 'a.model'), `${length} bytes`).toThrow(/^a\.model is a packed model/u);
  }
  const later = packed.slice();
  later[4] = 2;
  expect(() => unpackGraphModel(later, 'a.model')).toThrow('its version is unknown');
});
