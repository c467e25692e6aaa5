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

test('a camera whose id nobody has is not there, rather than of the wrong size', () => {
  const error = Object.assign(new DOMException('', 'OverconstrainedError'), { constraint: 'deviceId' });
  expect(cameraFailure(error)).toBe('lost');
});

test('what is no failure of a camera is not told as one', () => {
  expect(cameraFailure(new TypeError('a mistake of ours'))).toBeNull();
  expect(cameraFailure('nonsense')).toBeNull();
});
