import { expect, test } from 'vitest';
import { figuresOfStop, stopOf, stopWords, stopsIn } from '#app/pilot/stops.ts';

const MORNING = Date.UTC(2026, 0, 5, 9);
const restart = { runtime: 'tfjs', threads: 1, what: 'device', before: 'webgpu' } as const;
const reopened = stopOf({ ...restart, backend: 'webgpu', skipped: 1 }, MORNING);
const given = stopOf({ ...restart, backend: 'wasm', skipped: 3 }, MORNING + 40_000);

test('what a session keeps of its stops tells them again, in the order they happened', () => {
  const figures = { frames: 300, ...figuresOfStop(given), ...figuresOfStop(reopened) };
  expect(stopsIn(figures)).toEqual([reopened, given]);
  expect(stopWords(reopened)()).toMatch(/^At .*:00.* the graphics card stopped and was started again\. 1 picture was/u);
  expect(stopWords(given)()).toMatch(
    /^At .*:40.* the graphics card stopped; the processor finds people from then on, more slowly\. 3 pictures were/u,
  );
});

test('a worker that died on the processor and went on there was started again, and nothing else', () => {
  const worker = { ...restart, what: 'worker', before: 'wasm', backend: 'wasm', skipped: 1 } as const;
  expect(figuresOfStop(stopOf(worker, MORNING))).toEqual({
    detectorRestartedAt: MORNING,
    detectorRestartedLeftOut: 1,
  });
});

test('a session in which nothing stopped has none', () => {
  expect(stopsIn({ frames: 300 })).toEqual([]);
});
