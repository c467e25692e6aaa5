import { expect, test } from 'vitest';
import { type KeptLens, keptLens } from '#core/calibration/kept-lens.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { tinyProject } from '../../support/tiny-project.ts';

const [bare] = tinyProject().cameras;
const calibrated = (method: string, distortion: ProjectCamera['intrinsics']['distortion']): ProjectCamera => ({
  ...bare!,
  intrinsics: { ...bare!.intrinsics, distortion },
  calibration: { ...bare!.calibration, method },
});
const past = ({ intrinsics, pose, calibration }: ProjectCamera) => ({ intrinsics, pose, calibration });

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
  const earlier = [past(calibrated('walking', [-0.2, 0, 0, 0, 0]))];
  expect(keptLens({ ...calibrated('clicked points', [-0.2, 0, 0, 0, 0]), earlier })).toBeNull();
  expect(keptLens({ ...calibrated('clicked points', [-0.1, 0, 0, 0, 0]), earlier })?.kind).toBe('bend');
});

test('a bend that a person gave stays one, also when a walk kept it and found another focal length', () => {
  const clicked = calibrated('clicked points', [-0.2, 0.03, 0, 0, 0]);
  const longer = (method: string): ProjectCamera => {
    const camera = calibrated(method, [-0.2 * 1.1 ** 2, 0.03 * 1.1 ** 4, 0, 0, 0]);
    const { fx, fy } = camera.intrinsics;
    return { ...camera, intrinsics: { ...camera.intrinsics, fx: 1.1 * fx, fy: 1.1 * fy } };
  };
  const { k1, k2 } = (keptLens(clicked) as Extract<KeptLens, { kind: 'bend' }>).bend;
  const again = { ...longer('clicked points'), earlier: [longer('walking'), clicked].map(past) };
  expect(keptLens(again)).toEqual({ kind: 'bend', bend: { k1: expect.closeTo(k1, 12), k2: expect.closeTo(k2, 12) } });
  // Another second coefficient is another bend.
  const other = calibrated('walking', [-0.2, 0.01, 0, 0, 0]);
  expect(keptLens({ ...clicked, earlier: [past(other)] })?.kind).toBe('bend');
});
