import { expect, test } from 'vitest';
import { cameraModel } from '#core/planning/camera.ts';
import { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { MARKS, seenAt, trueCamera, uncalibratedProject } from '../../support/marked-floor.ts';

function open(): CameraCalibration {
  const project = uncalibratedProject();
  return new CameraCalibration(project, project.cameras[0]!);
}

function place(calibration: CameraCalibration, [x, y]: readonly [number, number]): void {
  calibration.place('image', seenAt(x, y));
  calibration.place('plan', { x, y });
}

test('a camera shows the calibration it has until the first mark, and one that has none shows none', () => {
  const shown = ({ untouched, model }: CameraCalibration) => ({ untouched, model });
  expect(shown(open())).toEqual({ untouched: false, model: null });
  const project = uncalibratedProject();
  const [guessed] = project.cameras;
  const camera = { ...guessed!, calibration: { ...guessed!.calibration, method: 'clicked points' } };
  const calibrated = new CameraCalibration({ ...project, cameras: [camera] }, camera);
  expect(shown(calibrated)).toEqual({ untouched: true, model: cameraModel(camera) });
  place(calibrated, MARKS[0]!);
  expect(shown(calibrated)).toEqual({ untouched: false, model: null });
});

test('clicked or typed, the same marks make the same camera', () => {
  const clicked = open();
  for (const mark of MARKS) place(clicked, mark);
  const typed = open();
  for (const [x, y] of MARKS) {
    const id = typed.add();
    expect(typed.add()).toBe(id);
    typed.move(id, 'plan', { x, y }, 'type');
    expect(typed.wanted).toBe('image');
    typed.move(id, 'image', seenAt(x, y), 'type');
  }
  expect(typed.answer).toEqual(clicked.answer);
  expect(typed.answer.calibration!.camera.fx).toBeCloseTo(trueCamera.fx, 1);
  expect(typed.quality).toMatchObject({ grade: 'good' });
});

test('a drag is undone at once, and a place that was typed by itself', () => {
  const calibration = open();
  place(calibration, MARKS[0]!);
  for (let x = 0; x < 50; x++) calibration.move(1, 'image', { x, y: 10 }, 'drag 1');
  calibration.move(1, 'plan', { x: 2, y: 2 }, 'type');
  calibration.undo();
  expect(calibration.points[0]).toMatchObject({ image: { x: 49, y: 10 }, plan: { x: 1, y: 2.6 } });
  calibration.undo();
  expect(calibration.points[0]!.image).toEqual(seenAt(...MARKS[0]!));
});

test('an earlier calibration that was chosen is still chosen when one comes back from another way, with its doubt', () => {
  const project = uncalibratedProject();
  const [camera] = project.cameras;
  const { intrinsics, pose, calibration } = camera!;
  const stale = { date: '2026-11-26', why: 'bumped' } as const;
  const earlier = [{ intrinsics, pose, calibration: { ...calibration, method: 'walking', stale } }];
  const known = { ...camera!, earlier };
  const opened = new CameraCalibration({ ...project, cameras: [known] }, known);
  opened.way = 'earlier';
  opened.earlier = earlier[0]!;
  opened.way = 'click';
  expect(opened.found).toBeNull();
  opened.way = 'earlier';
  expect(opened.found).toMatchObject({ method: 'walking', stale, camera: cameraModel(camera!) });
  // Saved, it is the present one.
  opened.project = { ...project, cameras: [camera!] };
  expect(opened.found).toBeNull();
});
