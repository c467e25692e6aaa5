import { expect, test } from 'vitest';
import type { Aside, CameraHealth } from '#core/pipeline/camera-health.ts';
import { micros } from '#core/time/micros.ts';
import { CameraNotes } from '#app/pilot/camera-notes.ts';
import type { Notice } from '#app/pilot/notice.ts';

const health = (why: Aside | null): CameraHealth => ({
  clock: null,
  late: 0,
  aside: why && { why, since: micros(0) },
  doubted: null,
});
const other: Notice = { kind: 'calm', words: () => 'All is well.', details: null };

/** @param states - Of `cam` and of `cam 2`, one after the other. */
function tell(states: readonly (readonly [Aside | null, Aside | null])[]) {
  const notes = new CameraNotes();
  let notices: readonly Notice[] = [other];
  for (const [cam, cam2] of states)
    notices = notes.told({ cam: health(cam), 'cam 2': health(cam2) }, notices, (id) => `Camera “${id}”`);
  return notices.map(({ kind, words }) => [kind, /“(.*)”/u.exec(words())?.[1] ?? words()]);
}

const stays = ['calm', 'All is well.'];

test('of cameras that are well nothing is said', () => {
  expect(tell([[null, null]])).toEqual([stays]);
});

test('a camera that is covered a hundred times has one notice, and so has its return', () => {
  const often = Array.from({ length: 100 }, () => [['covered', null] as const, [null, null] as const]).flat();
  expect(tell(often)).toEqual([stays, ['information', 'cam']]);
  expect(tell([...often, ['covered', null]])).toEqual([stays, ['degraded', 'cam']]);
});

test('a camera whose id begins as another’s leaves the notice of that one alone', () => {
  expect(
    tell([
      [null, 'frozen'],
      ['covered', 'frozen'],
      [null, 'frozen'],
    ]),
  ).toEqual([stays, ['degraded', 'cam 2'], ['information', 'cam']]);
});

test('a camera that hangs while it is covered was not used in between', () => {
  expect(
    tell([
      ['covered', null],
      ['frozen', null],
    ]),
  ).toEqual([stays, ['degraded', 'cam']]);
});
