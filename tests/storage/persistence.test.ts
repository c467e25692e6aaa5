import { expect, test } from 'vitest';
import { askPersistence } from '#storage/persistence.ts';

test.each([
  [true, 'persistent'],
  [false, 'best-effort'],
] as const)('a browser that answers %s keeps %s', async (answer, kept) => {
  const storage = { persist: async () => answer, estimate: async () => ({ usage: 5, quota: 100 }) };
  expect(await askPersistence(storage)).toEqual({ kept, usage: 5, quota: 100 });
});

test('a page that may not ask knows nothing, and says so', async () => {
  expect(await askPersistence(undefined)).toEqual({ kept: 'unknown', usage: null, quota: null });
});
