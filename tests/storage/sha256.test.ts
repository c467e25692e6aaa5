import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashBlob } from '#storage/sha256.ts';

const MIB = 1 << 20;
const block = Uint8Array.from({ length: MIB }, (_, i) => (i * 31) % 251);
const large = new Blob(Array.from({ length: 33 }, () => block));

test('a file too large to be hashed at once has the hash that other programs give it', async () => {
  const expected = createHash('sha256');
  for (let i = 0; i < 33; i++) expected.update(block);
  const progress: number[] = [];
  expect(await hashBlob(large, (bytes) => progress.push(bytes))).toBe(expected.digest('hex'));
  expect(progress.at(-1)).toBe(large.size);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

test('hashing stops when it is asked to', async () => {
  const stop = new AbortController();
  const hashing = hashBlob(large, () => stop.abort('enough'), stop.signal);
  await expect(hashing).rejects.toBe('enough');
});
