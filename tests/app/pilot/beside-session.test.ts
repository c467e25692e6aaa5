/** What is only shown beside a session does not decide about it. */
import { expect, test } from 'vitest';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { besideSession } from '#app/pilot/beside-session.ts';

const noted = () => {
  const notes: unknown[][] = [];
  return { notes, pilot: { note: (...said: unknown[]) => void notes.push(said) } };
};

test('what can be read is there, and nothing is said', async () => {
  const { notes, pilot } = noted();
  expect(await besideSession(pilot, Promise.resolve('truth'), null)).toBe('truth');
  expect(notes).toEqual([]);
});

test('what cannot be read is said with its sentence, and the session goes on without it', async () => {
  const { notes, pilot } = noted();
  const broken = new WorkbenchError('dataset/malformed', 'truth.json: version 9 is newer than this release.', {
    details: { file: 'truth.json' },
  });
  expect(await besideSession(pilot, Promise.reject(broken), null)).toBeNull();
  expect(notes).toEqual([[expect.any(Function), 'degraded', broken.message]]);
});
