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
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (const n of [1, 2, 3, 4]) ask(n);
  await settled();
  expect([asked, answer.shown]).toEqual([[1, 4], 4]);
  ask(5, true);
  await settled();
  expect(answer.shown).toBe(4);
});
