import { expect, test } from 'vitest';
import { believed, doubted } from '#app/pilot/stale-calibration.ts';
import { calibrationWords } from '#ui/pilot/calibrate/calibration-words.ts';
import { uncalibratedProject } from '../../support/marked-floor.ts';

const camera = uncalibratedProject().cameras[0]!;
const first = { date: '2026-11-26', why: 'bumped' } as const;

test('a camera that is noticed again keeps when it was noticed first', () => {
  const again = doubted(doubted(camera, first), { date: '2026-11-28', why: 'bumped' });
  expect(again.calibration.stale).toEqual(first);
});

test('a camera that hangs as before is as it was before anybody doubted it', () => {
  expect(believed(doubted(camera, first))).toStrictEqual(camera);
});

test('whoever reads how a camera was calibrated reads that it was moved since', () => {
  const words = calibrationWords(camera.calibration);
  expect(calibrationWords(doubted(camera, first).calibration)).toBe(`${words}, was moved since`);
});
