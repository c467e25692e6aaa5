import { expect, test } from 'vitest';
import { keptLens } from '#core/calibration/kept-lens.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { tinyProject } from '../../support/tiny-project.ts';

const [bare] = tinyProject().cameras;
const calibrated = (method: string, distortion: ProjectCamera['intrinsics']['distortion']): ProjectCamera => ({
  ...bare!,
  intrinsics: { ...bare!.intrinsics, distortion },
  calibration: { ...bare!.calibration, method },
});

test('a lens of a file stays whole, and one that edges straightened stays as it bends', () => {
  const { cx, cy, fx, fy } = bare!.intrinsics;
  const bent = [-0.2, 0.03, 0, 0, 0] as const;
  expect(keptLens(calibrated('imported file', [...bent]))).toEqual({ kind: 'whole', fx, fy, cx, cy, distortion: bent });
  const bend = keptLens(calibrated('clicked points', [...bent]));
  expect(bend?.kind).toBe('bend');
});

test('a lens that was only guessed, or that a walk found, is found anew', () => {
  expect(keptLens(calibrated('none', [-0.2, 0, 0, 0, 0]))).toBeNull();
  expect(keptLens(calibrated('walking', [-0.2, 0, 0, 0, 0]))).toBeNull();
  expect(keptLens(calibrated('clicked points', [0, 0, 0, 0, 0]))).toBeNull();
});
