import { describe, expect, test } from 'vitest';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { cameraFootprint } from '#overlay/camera-footprint.ts';
import { tinyProject } from '../support/tiny-project.ts';

const camera = cameraModel(tinyProject().cameras[0]!);

describe('what a camera sees of the floor', () => {
  test('every corner of it appears at the border of the picture, or as far as the camera is followed', () => {
    const footprint = cameraFootprint(camera);
    expect(footprint.length).toBeGreaterThan(4);
    for (const { x, y } of footprint) {
      const at = projectToImage(camera, { x, y, z: 0 })!;
      const border = Math.min(Math.abs(at.x), Math.abs(at.x - 640), Math.abs(at.y), Math.abs(at.y - 360));
      expect(border).toBeLessThan(0.01);
    }
  });

  test('a camera that sees the horizon is cut off where it is followed to', () => {
    const level = { ...camera, rotation: [1, 0, 0, 0, 0, -1, 0, 1, 0], translation: [-2, 2.5, 0] as const };
    const footprint = cameraFootprint(level, 10);
    expect(Math.max(...footprint.map(({ y }) => y))).toBeCloseTo(10);
  });

  test('a camera that looks up sees none', () => {
    const up = { ...camera, rotation: [1, 0, 0, 0, -1, 0, 0, 0, 1], translation: [-2, 2.5, -2.5] as const };
    expect(cameraFootprint(up)).toEqual([]);
  });
});
