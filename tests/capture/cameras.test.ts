import { expect, test } from 'vitest';
import { cameraFailure } from '#capture/cameras.ts';

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'insecure'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
  ['OverconstrainedError', 'unsuitable'],
  ['AbortError', 'aborted'],
])('%s is told as “%s”', (name, failure) => {
  expect(cameraFailure(new DOMException('', name))).toBe(failure);
});

test('what is no failure of a camera is not told as one', () => {
  expect(cameraFailure(new TypeError('a mistake of ours'))).toBeNull();
  expect(cameraFailure('nonsense')).toBeNull();
});
