import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { type ProjectionMatrix, cameraOfMatrix } from '#core/geometry/projection-matrix.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { matrixOf } from '../../support/projection-matrix.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test('a camera made a matrix, in any scale and sign, and back is the same camera', () => {
  const scale = fc.oneof(real(1e-3, 1e3), real(-1e3, -1e-3));
  fc.assert(
    fc.property(real(-3, 3), real(0.2, 1.3), real(-5, 5), real(-5, 5), scale, (pan, tilt, x, y, times) => {
      const camera = ceilingCamera({ at: [x, y, 2.4], pan, tilt });
      const found = cameraOfMatrix(matrixOf(camera, times), camera);
      const numbers = (of: CameraModel) => [of.fx, of.fy, of.cx, of.cy, ...of.rotation, ...of.translation];
      numbers(found!).forEach((value, i) => expect(value).toBeCloseTo(numbers(camera)[i]!, 6));
    }),
  );
});

test('without a size the middle of the frame is where the camera looks', () => {
  expect(cameraOfMatrix(matrixOf(ceilingCamera()), null)).toMatchObject({
    width: expect.closeTo(640, 6) as number,
    height: expect.closeTo(360, 6) as number,
  });
});

test('what is no camera has none', () => {
  const [top, middle, forward] = matrixOf(ceilingCamera()) as [Row, Row, Row];
  expect(cameraOfMatrix([top, top, forward], null)).toBeNull();
  expect(cameraOfMatrix([top, middle, [0, 0, 0, 1]], null)).toBeNull();
  const sheared: Row = [top[0] + middle[0] / 2, top[1] + middle[1] / 2, top[2] + middle[2] / 2, top[3] + middle[3] / 2];
  expect(cameraOfMatrix([sheared, middle, forward], null)).toBeNull();
});

type Row = ProjectionMatrix[number];
