import { expect, test } from 'vitest';
import { LiveHealth } from '#app/pilot/live-health.ts';

test('frames a second and their age are those since it was asked last', () => {
  let now = 0;
  const health = new LiveHealth(() => now);
  for (const age of [40, 900, 60]) health.shown(age);
  now = 1500;
  expect(health.tell()).toEqual({ framesPerSecond: 2, frameAge: 60 });
});

test('when nothing is shown any more, it says so', () => {
  let now = 0;
  const health = new LiveHealth(() => now);
  health.shown(40);
  now = 1000;
  health.tell();
  now = 2000;
  expect(health.tell()).toEqual({ framesPerSecond: 0, frameAge: null });
});
