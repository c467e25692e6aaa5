import { expect, test } from 'vitest';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { stepCamera } from '#core/pipeline/camera-scene.ts';
import { createScene } from '#core/pipeline/scene.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { liveProject } from '#core/planning/live-project.ts';
import { micros } from '#core/time/micros.ts';

const cameras = [{ id: 'cam1', name: 'Door', width: 640, height: 360, known: null }];
const project = liveProject('1 webcam', cameras, '2026-11-24T06:00:00.000Z');

/** Somebody stands before the camera for two seconds, 15 frames a second. */
const standing: readonly SceneInput[] = Array.from({ length: 30 }, (_, i) => ({
  kind: 'camera',
  camera: 'cam1',
  time: micros(i * 67_000),
  detections: [{ box: { x0: 300, y0: 8, x1: 360, y1: 300 }, score: 0.9, classId: 0 }],
}));

test('a camera nobody calibrated follows people and puts nobody on the floor', () => {
  const view = viewScene(standing.reduce(stepScene, createScene(project)));
  expect(view.cameras['cam1']!.tracks).toMatchObject([{ track: { state: 'confirmed' }, shopper: null }]);
  expect(view.shoppers).toEqual([]);
  expect(view.visits).toEqual([]);
});

test('calibrated, the same camera has a say on who stands where', () => {
  const [camera] = project.cameras;
  const measured = { ...camera!, calibration: { ...camera!.calibration, method: 'clicks' } };
  const first = standing[0] as CameraSighting;
  const floorOf = (of: typeof measured) =>
    stepCamera(createScene({ ...project, cameras: [of] }).cameras.get('cam1')!, first).floor;
  expect(floorOf(camera!)).toBeNull();
  expect(floorOf(measured)).toMatchObject({ source: 'cam1' });
});
