/** A calibration takes the place of the one before, which stays with the camera. */
import { describe, expect, it } from 'vitest';
import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { calibratedProject } from '#app/pilot/calibrated-project.ts';
import { trueCamera, uncalibratedProject } from '../../support/marked-floor.ts';

const found: FoundCalibration = { method: 'clicked points', camera: trueCamera, residualPx: 1, residualCm: 2 };
const raised = (by: number): FoundCalibration => {
  const [x, y, z] = trueCamera.translation;
  return {
    ...found,
    method: 'imported file',
    camera: { ...trueCamera, translation: [x, y, z + by] },
    residualPx: null,
  };
};
const calibrate = (project: Project, one: FoundCalibration) =>
  readProject(JSON.parse(JSON.stringify(calibratedProject(project, 'cam1', one))), 'project.json');
const camera = (project: Project) => project.cameras[0]!;
const methods = (project: Project) => (camera(project).earlier ?? []).map(({ calibration }) => calibration.method);

describe('a camera that is calibrated again', () => {
  const first = calibrate(uncalibratedProject(), found);

  it('keeps no guess of a camera nobody had calibrated', () => {
    expect(camera(first).calibration.method).toBe('clicked points');
    expect(methods(first)).toEqual([]);
  });

  it('keeps what it was before, the newest first, five at most', () => {
    const often = [1, 2, 3, 4, 5, 6].reduce((project, by) => calibrate(project, raised(by / 1000)), first);
    expect(methods(calibrate(first, raised(0.001)))).toEqual(['clicked points']);
    expect(methods(often)).toEqual(Array(5).fill('imported file'));
    expect(camera(often).earlier![0]!.pose.translation).toEqual(raised(0.005).camera.translation);
  });

  it('is not doubted any more', () => {
    const doubted = structuredClone(first);
    doubted.cameras[0]!.calibration.stale = { date: '2026-11-26', why: 'bumped' };
    const again = calibrate(doubted, raised(0.001));
    expect(camera(again).calibration.stale).toBeUndefined();
    expect(camera(again).earlier![0]!.calibration.stale).toEqual({ date: '2026-11-26', why: 'bumped' });
  });

  it('is doubted again when the one that was is brought back', () => {
    const doubted = structuredClone(first);
    doubted.cameras[0]!.calibration.stale = { date: '2026-11-26', why: 'bumped' };
    const again = calibrate(doubted, raised(0.001));
    const [before] = camera(again).earlier!;
    const back = calibrate(again, { ...before!.calibration, camera: cameraModel({ ...camera(again), ...before! }) });
    expect(camera(back).calibration).toEqual(camera(doubted).calibration);
  });

  it('gets an earlier one back to the bit, and keeps the one it had meanwhile', () => {
    const changed = calibrate(first, raised(0.001));
    const [before] = camera(changed).earlier!;
    const back = { ...before!.calibration, camera: cameraModel({ ...camera(changed), ...before! }) };
    const restored = calibrate(changed, back);
    expect(cameraModel(camera(restored))).toEqual(cameraModel(camera(first)));
    expect(camera(restored).calibration).toEqual(camera(first).calibration);
    expect(methods(restored)).toEqual(['imported file']);
  });
});
