import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { ProjectionMatrix } from '#core/geometry/projection-matrix.ts';

/** K [R | t] of a camera without distortion, times `scale`. */
export function matrixOf(camera: CameraModel, scale = 1): ProjectionMatrix {
  const { fx, fy, cx, cy, rotation: r, translation: t } = camera;
  const column = (c: number) => (c < 3 ? [r[c]!, r[3 + c]!, r[6 + c]!] : [...t]);
  const row = (of: (x: number, y: number, z: number) => number) =>
    [0, 1, 2, 3].map(
      (c) => scale * of(...(column(c) as [number, number, number])),
    ) as unknown as ProjectionMatrix[number];
  return [row((x, _, z) => fx * x + cx * z), row((_, y, z) => fy * y + cy * z), row((_, __, z) => z)];
}
