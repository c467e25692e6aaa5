import { expect, test } from 'vitest';
import { lateText, walkFaultWords } from '#ui/pilot/walk/walk-words.ts';

test('a clock that is early has a minus, and no hyphen', () => {
  expect(lateText(-0.103)).toBe('−103 ms');
  expect(lateText(0.035)).toBe('+35 ms');
  expect(lateText(-1.25)).toBe('−1.25 sec');
});

test('whoever recalls a stored session is not told to close programs', () => {
  const fault = { kind: 'seldom', camera: 'door', seconds: 1 } as const;
  expect(walkFaultWords(fault, 'Door', false)).toMatch(/only every 1 sec.*Close other programs/);
  expect(walkFaultWords(fault, 'Door', true)).toMatch(/In this session Door .*only every 1 sec/);
  expect(walkFaultWords(fault, 'Door', true)).not.toMatch(/programs/);
});
