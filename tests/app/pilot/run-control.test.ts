import { expect, test } from 'vitest';
import { RunControl } from '#app/pilot/run-control.svelte.ts';

const { signal } = new AbortController();

test('a run that is paused lets one frame through a step, and all when it goes on', async () => {
  const control = new RunControl({ now: () => 0 });
  const passed: number[] = [];
  const run = (async () => {
    for (let frame = 1; frame <= 4; frame++) {
      await control.pass(signal);
      passed.push(frame);
    }
  })();
  control.pause();
  await Promise.resolve();
  const before = passed.length;
  control.step(1);
  await new Promise((resolve) => setTimeout(resolve));
  expect(passed.length).toBe(before + 1);
  control.play();
  await run;
  expect(passed).toEqual([1, 2, 3, 4]);
});

test('the time it stood still does not count', () => {
  let now = 0;
  const control = new RunControl({ now: () => now });
  now = 2000;
  control.pause();
  now = 9000;
  control.play();
  now = 10_000;
  expect(control.seconds).toBe(3);
});

test('stopped while it is paused, it ends', async () => {
  const control = new RunControl({ now: () => 0 });
  control.pause();
  const stopping = new AbortController();
  const waiting = control.pass(stopping.signal);
  stopping.abort();
  await expect(waiting).rejects.toThrow();
});
