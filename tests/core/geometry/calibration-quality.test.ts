import { expect, test } from 'vitest';
import type { Calibration } from '#core/geometry/calibrate.ts';
import { judgeCalibration } from '#core/geometry/calibration-quality.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';

/** @param off - What the other points say of each, cm. */
function calibration(off: readonly (number | null)[]): Calibration {
  const misses = off.map((leftOutCm) => ({ px: 1, cm: 1, leftOutCm }));
  return { camera: ceilingCamera(), misses, residualPx: 1, residualCm: 1, focalSigma: 1 };
}

test('with four points nobody knows', () => {
  expect(judgeCalibration(calibration([null, null, null, null]))).toEqual({ grade: 'open', worst: null });
});

test('it is as good as its worst point', () => {
  expect(judgeCalibration(calibration([3, 9.9, 2, 4, 1]))).toEqual({ grade: 'good', worst: { point: 1, cm: 9.9 } });
  expect(judgeCalibration(calibration([3, 2, 12, 4, 1]))).toEqual({ grade: 'fair', worst: { point: 2, cm: 12 } });
  expect(judgeCalibration(calibration([3, 2, 12, 4, 16]))).toEqual({ grade: 'poor', worst: { point: 4, cm: 16 } });
});

test('a point in the sky is the worst there is', () => {
  expect(judgeCalibration(calibration([90, 2, null, 4, 1]))).toEqual({ grade: 'poor', worst: { point: 2, cm: null } });
});
