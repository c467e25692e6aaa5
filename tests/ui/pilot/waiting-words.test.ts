import { expect, test } from 'vitest';
import { LiveState } from '#app/pilot/live-state.svelte.ts';
import { waitingWords } from '#ui/pilot/waiting-words.ts';

const empty = { camera: 'door', shown: null, absence: null };
const run = { phase: 'running', id: 'monday', readying: null, live: null } as const;

test('a camera without a picture says what it waits for, in the words of whoever prepares the detector', () => {
  expect(waitingWords({ ...run, id: null }, empty)).toBe('The clips are being kept');
  expect(waitingWords({ ...run, readying: () => 'Measuring what runs people.onnx fastest' }, empty)).toBe(
    'Measuring what runs people.onnx fastest',
  );
  expect(waitingWords(run, empty)).toBe('Waiting for the first picture');
  expect(waitingWords({ ...run, phase: 'finished' }, empty)).toBe('The picture is being opened');
});

test('who has a picture, will not get one or has fallen silent waits for nothing', () => {
  expect(waitingWords({ ...run, phase: 'ready' }, empty)).toBeNull();
  expect(waitingWords(run, { ...empty, absence: { kind: 'moment', file: 'door.webm' } })).toBeNull();
  const live = new LiveState();
  live.silences = new Map([['door', { why: 'lost', since: 0 }]]);
  expect(waitingWords({ ...run, live }, empty)).toBeNull();
});
