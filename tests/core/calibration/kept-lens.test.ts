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
  // In units of half the picture's diagonal, whatever the focal length.
  const unit = Math.hypot(bare!.width, bare!.height) / 2 / fx;
  expect(keptLens(calibrated('clicked points', [...bent]))).toEqual({
    kind: 'bend',
    bend: { k1: expect.closeTo(-0.2 * unit ** 2, 12), k2: expect.closeTo(0.03 * unit ** 4, 12) },
  });
});

test('a lens that was only guessed, or that a walk found, is found anew', () => {
  expect(keptLens(calibrated('none', [-0.2, 0, 0, 0, 0]))).toBeNull();
  expect(keptLens(calibrated('walking', [-0.2, 0, 0, 0, 0]))).toBeNull();
  expect(keptLens(calibrated('clicked points', [0, 0, 0, 0, 0]))).toBeNull();
});

test('a lens that a walk found is no better known when clicks go on with it, and is once somebody says another', () => {
  const { intrinsics, pose, calibration } = calibrated('walking', [-0.2, 0, 0, 0, 0]);
  const earlier = [{ intrinsics, pose, calibration }];
  expect(keptLens({ ...calibrated('clicked points', [-0.2, 0, 0, 0, 0]), earlier })).toBeNull();
  expect(keptLens({ ...calibrated('clicked points', [-0.1, 0, 0, 0, 0]), earlier })?.kind).toBe('bend');
});
