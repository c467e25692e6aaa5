import { expect, test } from 'vitest';
import { LatestAnswer } from '#app/pilot/latest-answer.svelte.ts';

test('of many questions asked at once the first and the last are answered, and one that fails takes nothing away', async () => {
  const asked: number[] = [];
  const answer = new LatestAnswer<number>(0);
  const ask = (n: number, fails = false) =>
    answer.ask(async () => {
      asked.push(n);
      if (fails) throw new Error('the worker is gone');
      return n;
    });
  await Promise.all([1, 2, 3, 4].map((n) => ask(n)));
  expect([asked, answer.shown]).toEqual([[1, 4], 4]);
  await expect(ask(5, true)).rejects.toThrow('the worker is gone');
  expect(answer.shown).toBe(4);
});
